define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 165
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %97
  %11 = sub i64 %95, 12
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %99, !prof !0

13:                                               ; preds = %97
  %14 = sub i64 %95, 15
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %187, !prof !0

16:                                               ; preds = %13, %169, %150, %135, %109, %10, %92, %4
  ret i32 3

17:                                               ; preds = %4
  %18 = getelementptr inbounds i8, ptr %0, i64 64
  %19 = load i64, ptr %18, align 8, !invariant.load !1
  %20 = call i64 @llvm.usub.sat.i64(i64 %19, i64 31)
  %21 = zext i64 %20 to i256
  %22 = icmp uge i256 4, %21
  br i1 %22, label %29, label %23, !prof !0

23:                                               ; preds = %17
  %24 = getelementptr inbounds i8, ptr %0, i64 56
  %25 = load ptr, ptr %24, align 8, !invariant.load !1
  %26 = getelementptr inbounds i8, ptr %25, i64 4
  %27 = load i256, ptr %26, align 1
  %28 = call i256 @llvm.bswap.i256(i256 %27)
  br label %33

29:                                               ; preds = %17
  %30 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 4, ptr %30, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %31 = getelementptr inbounds i8, ptr %0, i64 320
  %32 = load i256, ptr %31, align 8
  br label %33

33:                                               ; preds = %29, %23
  %34 = phi i256 [ %28, %23 ], [ %32, %29 ]
  %35 = getelementptr inbounds i8, ptr %0, i64 64
  %36 = load i64, ptr %35, align 8, !invariant.load !1
  %37 = call i64 @llvm.usub.sat.i64(i64 %36, i64 31)
  %38 = zext i64 %37 to i256
  %39 = icmp uge i256 36, %38
  br i1 %39, label %46, label %40, !prof !0

40:                                               ; preds = %33
  %41 = getelementptr inbounds i8, ptr %0, i64 56
  %42 = load ptr, ptr %41, align 8, !invariant.load !1
  %43 = getelementptr inbounds i8, ptr %42, i64 36
  %44 = load i256, ptr %43, align 1
  %45 = call i256 @llvm.bswap.i256(i256 %44)
  br label %50

46:                                               ; preds = %33
  %47 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 36, ptr %47, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %48 = getelementptr inbounds i8, ptr %0, i64 320
  %49 = load i256, ptr %48, align 8
  br label %50

50:                                               ; preds = %46, %40
  %51 = phi i256 [ %45, %40 ], [ %49, %46 ]
  %52 = getelementptr inbounds i8, ptr %0, i64 256
  %53 = load i256, ptr %52, align 8, !invariant.load !1
  %54 = call i64 @llvm.usub.sat.i64(i64 %7, i64 32)
  %55 = zext i64 %54 to i256
  %56 = icmp uge i256 0, %55
  br i1 %56, label %57, label %62, !prof !0

57:                                               ; preds = %50
  %58 = call preserve_mostcc { i64, i64 } @grow.64(ptr %0, i64 %8, i64 0, i64 0)
  %59 = extractvalue { i64, i64 } %58, 0
  %60 = extractvalue { i64, i64 } %58, 1
  %61 = icmp slt i64 %59, 0
  br i1 %61, label %79, label %62, !prof !0

62:                                               ; preds = %57, %50
  %63 = phi i64 [ %8, %50 ], [ %59, %57 ]
  %64 = phi i64 [ %7, %50 ], [ %60, %57 ]
  %65 = call i256 @llvm.bswap.i256(i256 %53)
  %66 = getelementptr inbounds i8, ptr %0, i64 40
  %67 = load ptr, ptr %66, align 8, !invariant.load !1
  %68 = getelementptr inbounds i8, ptr %67, i64 0
  store i256 %65, ptr %68, align 1
  %69 = call i256 @llvm.bswap.i256(i256 0)
  %70 = getelementptr inbounds i8, ptr %67, i64 32
  store i256 %69, ptr %70, align 1
  %71 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %71, align 8
  %72 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %72, align 8
  %73 = getelementptr inbounds i8, ptr %0, i64 152
  %74 = load ptr, ptr %73, align 8, !invariant.load !1
  %75 = getelementptr inbounds i8, ptr %74, i64 176
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = call i64 %76(ptr %0, i64 %63)
  %78 = icmp slt i64 %77, 0
  br i1 %78, label %79, label %82, !prof !0

79:                                               ; preds = %187, %175, %153, %140, %125, %112, %99, %82, %62, %57
  %80 = getelementptr inbounds i8, ptr %0, i64 128
  %81 = load i32, ptr %80, align 4
  ret i32 %81

82:                                               ; preds = %62
  %83 = getelementptr inbounds i8, ptr %0, i64 320
  %84 = load i256, ptr %83, align 8
  %85 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %84, ptr %85, align 8
  %86 = getelementptr inbounds i8, ptr %0, i64 152
  %87 = load ptr, ptr %86, align 8, !invariant.load !1
  %88 = getelementptr inbounds i8, ptr %87, i64 248
  %89 = load ptr, ptr %88, align 8, !invariant.load !1
  %90 = call i64 %89(ptr %0, i64 %77)
  %91 = icmp slt i64 %90, 0
  br i1 %91, label %79, label %92, !prof !0

92:                                               ; preds = %82
  %93 = getelementptr inbounds i8, ptr %0, i64 320
  %94 = load i256, ptr %93, align 8
  %95 = sub i64 %90, 22
  %96 = icmp slt i64 %95, 0
  br i1 %96, label %16, label %97, !prof !0

97:                                               ; preds = %92
  %98 = icmp ult i256 %94, %51
  br i1 %98, label %13, label %10

99:                                               ; preds = %10
  %100 = sub i256 %94, %51
  %101 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %84, ptr %101, align 8
  %102 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %100, ptr %102, align 8
  %103 = getelementptr inbounds i8, ptr %0, i64 152
  %104 = load ptr, ptr %103, align 8, !invariant.load !1
  %105 = getelementptr inbounds i8, ptr %104, i64 256
  %106 = load ptr, ptr %105, align 8, !invariant.load !1
  %107 = call i64 %106(ptr %0, i64 %11)
  %108 = icmp slt i64 %107, 0
  br i1 %108, label %79, label %109, !prof !0

109:                                              ; preds = %99
  %110 = sub i64 %107, 146
  %111 = icmp slt i64 %110, 0
  br i1 %111, label %16, label %112, !prof !0

112:                                              ; preds = %109
  %113 = call i256 @llvm.bswap.i256(i256 %34)
  %114 = getelementptr inbounds i8, ptr %0, i64 40
  %115 = load ptr, ptr %114, align 8, !invariant.load !1
  %116 = getelementptr inbounds i8, ptr %115, i64 0
  store i256 %113, ptr %116, align 1
  %117 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %117, align 8
  %118 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %118, align 8
  %119 = getelementptr inbounds i8, ptr %0, i64 152
  %120 = load ptr, ptr %119, align 8, !invariant.load !1
  %121 = getelementptr inbounds i8, ptr %120, i64 176
  %122 = load ptr, ptr %121, align 8, !invariant.load !1
  %123 = call i64 %122(ptr %0, i64 %110)
  %124 = icmp slt i64 %123, 0
  br i1 %124, label %79, label %125, !prof !0

125:                                              ; preds = %112
  %126 = getelementptr inbounds i8, ptr %0, i64 320
  %127 = load i256, ptr %126, align 8
  %128 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %127, ptr %128, align 8
  %129 = getelementptr inbounds i8, ptr %0, i64 152
  %130 = load ptr, ptr %129, align 8, !invariant.load !1
  %131 = getelementptr inbounds i8, ptr %130, i64 248
  %132 = load ptr, ptr %131, align 8, !invariant.load !1
  %133 = call i64 %132(ptr %0, i64 %123)
  %134 = icmp slt i64 %133, 0
  br i1 %134, label %79, label %135, !prof !0

135:                                              ; preds = %125
  %136 = getelementptr inbounds i8, ptr %0, i64 320
  %137 = load i256, ptr %136, align 8
  %138 = sub i64 %133, 9
  %139 = icmp slt i64 %138, 0
  br i1 %139, label %16, label %140, !prof !0

140:                                              ; preds = %135
  %141 = add i256 %51, %137
  %142 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %127, ptr %142, align 8
  %143 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %141, ptr %143, align 8
  %144 = getelementptr inbounds i8, ptr %0, i64 152
  %145 = load ptr, ptr %144, align 8, !invariant.load !1
  %146 = getelementptr inbounds i8, ptr %145, i64 256
  %147 = load ptr, ptr %146, align 8, !invariant.load !1
  %148 = call i64 %147(ptr %0, i64 %138)
  %149 = icmp slt i64 %148, 0
  br i1 %149, label %79, label %150, !prof !0

150:                                              ; preds = %140
  %151 = sub i64 %148, 1515
  %152 = icmp slt i64 %151, 0
  br i1 %152, label %16, label %153, !prof !0

153:                                              ; preds = %150
  %154 = call i256 @llvm.bswap.i256(i256 %51)
  %155 = getelementptr inbounds i8, ptr %115, i64 0
  store i256 %154, ptr %155, align 1
  %156 = getelementptr inbounds i8, ptr %0, i64 256
  %157 = load i256, ptr %156, align 8, !invariant.load !1
  %158 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %158, align 8
  %159 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %159, align 8
  %160 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 -15402802100530019096323380498944738953123845089667699673314898783681816316945, ptr %160, align 8
  %161 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %157, ptr %161, align 8
  %162 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 %34, ptr %162, align 8
  %163 = getelementptr inbounds i8, ptr %0, i64 152
  %164 = load ptr, ptr %163, align 8, !invariant.load !1
  %165 = getelementptr inbounds i8, ptr %164, i64 296
  %166 = load ptr, ptr %165, align 8, !invariant.load !1
  %167 = call i64 %166(ptr %0, i64 %151)
  %168 = icmp slt i64 %167, 0
  br i1 %168, label %79, label %169, !prof !0

169:                                              ; preds = %153
  %170 = getelementptr inbounds i8, ptr %0, i64 48
  %171 = load i64, ptr %170, align 8
  %172 = call i64 @llvm.usub.sat.i64(i64 %171, i64 31)
  %173 = sub i64 %167, 13
  %174 = icmp slt i64 %173, 0
  br i1 %174, label %16, label %175, !prof !0

175:                                              ; preds = %169
  %176 = call i256 @llvm.bswap.i256(i256 1)
  %177 = getelementptr inbounds i8, ptr %115, i64 0
  store i256 %176, ptr %177, align 1
  %178 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %178, align 8
  %179 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %179, align 8
  %180 = getelementptr inbounds i8, ptr %0, i64 152
  %181 = load ptr, ptr %180, align 8, !invariant.load !1
  %182 = getelementptr inbounds i8, ptr %181, i64 360
  %183 = load ptr, ptr %182, align 8, !invariant.load !1
  %184 = call i64 %183(ptr %0, i64 %173)
  %185 = icmp slt i64 %184, 0
  br i1 %185, label %79, label %186, !prof !0

186:                                              ; preds = %175
  store i64 %184, ptr %0, align 8
  ret i32 0

187:                                              ; preds = %13
  %188 = call i256 @llvm.bswap.i256(i256 20079)
  %189 = getelementptr inbounds i8, ptr %0, i64 40
  %190 = load ptr, ptr %189, align 8, !invariant.load !1
  %191 = getelementptr inbounds i8, ptr %190, i64 0
  store i256 %188, ptr %191, align 1
  %192 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 30, ptr %192, align 8
  %193 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 2, ptr %193, align 8
  %194 = getelementptr inbounds i8, ptr %0, i64 152
  %195 = load ptr, ptr %194, align 8, !invariant.load !1
  %196 = getelementptr inbounds i8, ptr %195, i64 368
  %197 = load ptr, ptr %196, align 8, !invariant.load !1
  %198 = call i64 %197(ptr %0, i64 %14)
  %199 = icmp slt i64 %198, 0
  br i1 %199, label %79, label %200, !prof !0

200:                                              ; preds = %187
  store i64 %198, ptr %0, align 8
  ret i32 2
}
