define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 165
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %97
  %11 = sub i64 %95, 15
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %99, !prof !0

13:                                               ; preds = %97
  %14 = sub i64 %95, 12
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %113, !prof !0

16:                                               ; preds = %183, %164, %149, %123, %13, %10, %92, %4
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

79:                                               ; preds = %186, %167, %154, %139, %126, %113, %99, %82, %62, %57
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
  br i1 %98, label %10, label %13

99:                                               ; preds = %10
  %100 = call i256 @llvm.bswap.i256(i256 20079)
  %101 = getelementptr inbounds i8, ptr %0, i64 40
  %102 = load ptr, ptr %101, align 8, !invariant.load !1
  %103 = getelementptr inbounds i8, ptr %102, i64 0
  store i256 %100, ptr %103, align 1
  %104 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 30, ptr %104, align 8
  %105 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 2, ptr %105, align 8
  %106 = getelementptr inbounds i8, ptr %0, i64 152
  %107 = load ptr, ptr %106, align 8, !invariant.load !1
  %108 = getelementptr inbounds i8, ptr %107, i64 368
  %109 = load ptr, ptr %108, align 8, !invariant.load !1
  %110 = call i64 %109(ptr %0, i64 %11)
  %111 = icmp slt i64 %110, 0
  br i1 %111, label %79, label %112, !prof !0

112:                                              ; preds = %99
  store i64 %110, ptr %0, align 8
  ret i32 2

113:                                              ; preds = %13
  %114 = sub i256 %94, %51
  %115 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %84, ptr %115, align 8
  %116 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %114, ptr %116, align 8
  %117 = getelementptr inbounds i8, ptr %0, i64 152
  %118 = load ptr, ptr %117, align 8, !invariant.load !1
  %119 = getelementptr inbounds i8, ptr %118, i64 256
  %120 = load ptr, ptr %119, align 8, !invariant.load !1
  %121 = call i64 %120(ptr %0, i64 %14)
  %122 = icmp slt i64 %121, 0
  br i1 %122, label %79, label %123, !prof !0

123:                                              ; preds = %113
  %124 = sub i64 %121, 146
  %125 = icmp slt i64 %124, 0
  br i1 %125, label %16, label %126, !prof !0

126:                                              ; preds = %123
  %127 = call i256 @llvm.bswap.i256(i256 %34)
  %128 = getelementptr inbounds i8, ptr %0, i64 40
  %129 = load ptr, ptr %128, align 8, !invariant.load !1
  %130 = getelementptr inbounds i8, ptr %129, i64 0
  store i256 %127, ptr %130, align 1
  %131 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %131, align 8
  %132 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %132, align 8
  %133 = getelementptr inbounds i8, ptr %0, i64 152
  %134 = load ptr, ptr %133, align 8, !invariant.load !1
  %135 = getelementptr inbounds i8, ptr %134, i64 176
  %136 = load ptr, ptr %135, align 8, !invariant.load !1
  %137 = call i64 %136(ptr %0, i64 %124)
  %138 = icmp slt i64 %137, 0
  br i1 %138, label %79, label %139, !prof !0

139:                                              ; preds = %126
  %140 = getelementptr inbounds i8, ptr %0, i64 320
  %141 = load i256, ptr %140, align 8
  %142 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %141, ptr %142, align 8
  %143 = getelementptr inbounds i8, ptr %0, i64 152
  %144 = load ptr, ptr %143, align 8, !invariant.load !1
  %145 = getelementptr inbounds i8, ptr %144, i64 248
  %146 = load ptr, ptr %145, align 8, !invariant.load !1
  %147 = call i64 %146(ptr %0, i64 %137)
  %148 = icmp slt i64 %147, 0
  br i1 %148, label %79, label %149, !prof !0

149:                                              ; preds = %139
  %150 = getelementptr inbounds i8, ptr %0, i64 320
  %151 = load i256, ptr %150, align 8
  %152 = sub i64 %147, 9
  %153 = icmp slt i64 %152, 0
  br i1 %153, label %16, label %154, !prof !0

154:                                              ; preds = %149
  %155 = add i256 %51, %151
  %156 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %141, ptr %156, align 8
  %157 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %155, ptr %157, align 8
  %158 = getelementptr inbounds i8, ptr %0, i64 152
  %159 = load ptr, ptr %158, align 8, !invariant.load !1
  %160 = getelementptr inbounds i8, ptr %159, i64 256
  %161 = load ptr, ptr %160, align 8, !invariant.load !1
  %162 = call i64 %161(ptr %0, i64 %152)
  %163 = icmp slt i64 %162, 0
  br i1 %163, label %79, label %164, !prof !0

164:                                              ; preds = %154
  %165 = sub i64 %162, 1515
  %166 = icmp slt i64 %165, 0
  br i1 %166, label %16, label %167, !prof !0

167:                                              ; preds = %164
  %168 = call i256 @llvm.bswap.i256(i256 %51)
  %169 = getelementptr inbounds i8, ptr %129, i64 0
  store i256 %168, ptr %169, align 1
  %170 = getelementptr inbounds i8, ptr %0, i64 256
  %171 = load i256, ptr %170, align 8, !invariant.load !1
  %172 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %172, align 8
  %173 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %173, align 8
  %174 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 -15402802100530019096323380498944738953123845089667699673314898783681816316945, ptr %174, align 8
  %175 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %171, ptr %175, align 8
  %176 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 %34, ptr %176, align 8
  %177 = getelementptr inbounds i8, ptr %0, i64 152
  %178 = load ptr, ptr %177, align 8, !invariant.load !1
  %179 = getelementptr inbounds i8, ptr %178, i64 296
  %180 = load ptr, ptr %179, align 8, !invariant.load !1
  %181 = call i64 %180(ptr %0, i64 %165)
  %182 = icmp slt i64 %181, 0
  br i1 %182, label %79, label %183, !prof !0

183:                                              ; preds = %167
  %184 = sub i64 %181, 13
  %185 = icmp slt i64 %184, 0
  br i1 %185, label %16, label %186, !prof !0

186:                                              ; preds = %183
  %187 = call i256 @llvm.bswap.i256(i256 1)
  %188 = getelementptr inbounds i8, ptr %129, i64 0
  store i256 %187, ptr %188, align 1
  %189 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %189, align 8
  %190 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %190, align 8
  %191 = getelementptr inbounds i8, ptr %0, i64 152
  %192 = load ptr, ptr %191, align 8, !invariant.load !1
  %193 = getelementptr inbounds i8, ptr %192, i64 360
  %194 = load ptr, ptr %193, align 8, !invariant.load !1
  %195 = call i64 %194(ptr %0, i64 %184)
  %196 = icmp slt i64 %195, 0
  br i1 %196, label %79, label %197, !prof !0

197:                                              ; preds = %186
  store i64 %195, ptr %0, align 8
  ret i32 0
}
