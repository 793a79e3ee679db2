define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 165
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %100
  %11 = sub i64 %98, 12
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %102, !prof !0

13:                                               ; preds = %100
  %14 = sub i64 %98, 15
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %193, !prof !0

16:                                               ; preds = %13, %175, %156, %141, %112, %10, %95, %4
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

79:                                               ; preds = %193, %181, %159, %146, %128, %115, %102, %82, %62, %57
  %80 = getelementptr inbounds i8, ptr %0, i64 128
  %81 = load i32, ptr %80, align 4
  ret i32 %81

82:                                               ; preds = %62
  %83 = getelementptr inbounds i8, ptr %0, i64 48
  %84 = load i64, ptr %83, align 8
  %85 = call i64 @llvm.usub.sat.i64(i64 %84, i64 31)
  %86 = getelementptr inbounds i8, ptr %0, i64 320
  %87 = load i256, ptr %86, align 8
  %88 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %87, ptr %88, align 8
  %89 = getelementptr inbounds i8, ptr %0, i64 152
  %90 = load ptr, ptr %89, align 8, !invariant.load !1
  %91 = getelementptr inbounds i8, ptr %90, i64 248
  %92 = load ptr, ptr %91, align 8, !invariant.load !1
  %93 = call i64 %92(ptr %0, i64 %77)
  %94 = icmp slt i64 %93, 0
  br i1 %94, label %79, label %95, !prof !0

95:                                               ; preds = %82
  %96 = getelementptr inbounds i8, ptr %0, i64 320
  %97 = load i256, ptr %96, align 8
  %98 = sub i64 %93, 22
  %99 = icmp slt i64 %98, 0
  br i1 %99, label %16, label %100, !prof !0

100:                                              ; preds = %95
  %101 = icmp ult i256 %97, %51
  br i1 %101, label %13, label %10

102:                                              ; preds = %10
  %103 = sub i256 %97, %51
  %104 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %87, ptr %104, align 8
  %105 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %103, ptr %105, align 8
  %106 = getelementptr inbounds i8, ptr %0, i64 152
  %107 = load ptr, ptr %106, align 8, !invariant.load !1
  %108 = getelementptr inbounds i8, ptr %107, i64 256
  %109 = load ptr, ptr %108, align 8, !invariant.load !1
  %110 = call i64 %109(ptr %0, i64 %11)
  %111 = icmp slt i64 %110, 0
  br i1 %111, label %79, label %112, !prof !0

112:                                              ; preds = %102
  %113 = sub i64 %110, 146
  %114 = icmp slt i64 %113, 0
  br i1 %114, label %16, label %115, !prof !0

115:                                              ; preds = %112
  %116 = call i256 @llvm.bswap.i256(i256 %34)
  %117 = getelementptr inbounds i8, ptr %0, i64 40
  %118 = load ptr, ptr %117, align 8, !invariant.load !1
  %119 = getelementptr inbounds i8, ptr %118, i64 0
  store i256 %116, ptr %119, align 1
  %120 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %120, align 8
  %121 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %121, align 8
  %122 = getelementptr inbounds i8, ptr %0, i64 152
  %123 = load ptr, ptr %122, align 8, !invariant.load !1
  %124 = getelementptr inbounds i8, ptr %123, i64 176
  %125 = load ptr, ptr %124, align 8, !invariant.load !1
  %126 = call i64 %125(ptr %0, i64 %113)
  %127 = icmp slt i64 %126, 0
  br i1 %127, label %79, label %128, !prof !0

128:                                              ; preds = %115
  %129 = getelementptr inbounds i8, ptr %0, i64 48
  %130 = load i64, ptr %129, align 8
  %131 = call i64 @llvm.usub.sat.i64(i64 %130, i64 31)
  %132 = getelementptr inbounds i8, ptr %0, i64 320
  %133 = load i256, ptr %132, align 8
  %134 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %133, ptr %134, align 8
  %135 = getelementptr inbounds i8, ptr %0, i64 152
  %136 = load ptr, ptr %135, align 8, !invariant.load !1
  %137 = getelementptr inbounds i8, ptr %136, i64 248
  %138 = load ptr, ptr %137, align 8, !invariant.load !1
  %139 = call i64 %138(ptr %0, i64 %126)
  %140 = icmp slt i64 %139, 0
  br i1 %140, label %79, label %141, !prof !0

141:                                              ; preds = %128
  %142 = getelementptr inbounds i8, ptr %0, i64 320
  %143 = load i256, ptr %142, align 8
  %144 = sub i64 %139, 9
  %145 = icmp slt i64 %144, 0
  br i1 %145, label %16, label %146, !prof !0

146:                                              ; preds = %141
  %147 = add i256 %51, %143
  %148 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %133, ptr %148, align 8
  %149 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %147, ptr %149, align 8
  %150 = getelementptr inbounds i8, ptr %0, i64 152
  %151 = load ptr, ptr %150, align 8, !invariant.load !1
  %152 = getelementptr inbounds i8, ptr %151, i64 256
  %153 = load ptr, ptr %152, align 8, !invariant.load !1
  %154 = call i64 %153(ptr %0, i64 %144)
  %155 = icmp slt i64 %154, 0
  br i1 %155, label %79, label %156, !prof !0

156:                                              ; preds = %146
  %157 = sub i64 %154, 1515
  %158 = icmp slt i64 %157, 0
  br i1 %158, label %16, label %159, !prof !0

159:                                              ; preds = %156
  %160 = call i256 @llvm.bswap.i256(i256 %51)
  %161 = getelementptr inbounds i8, ptr %118, i64 0
  store i256 %160, ptr %161, align 1
  %162 = getelementptr inbounds i8, ptr %0, i64 256
  %163 = load i256, ptr %162, align 8, !invariant.load !1
  %164 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %164, align 8
  %165 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %165, align 8
  %166 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 -15402802100530019096323380498944738953123845089667699673314898783681816316945, ptr %166, align 8
  %167 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %163, ptr %167, align 8
  %168 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 %34, ptr %168, align 8
  %169 = getelementptr inbounds i8, ptr %0, i64 152
  %170 = load ptr, ptr %169, align 8, !invariant.load !1
  %171 = getelementptr inbounds i8, ptr %170, i64 296
  %172 = load ptr, ptr %171, align 8, !invariant.load !1
  %173 = call i64 %172(ptr %0, i64 %157)
  %174 = icmp slt i64 %173, 0
  br i1 %174, label %79, label %175, !prof !0

175:                                              ; preds = %159
  %176 = getelementptr inbounds i8, ptr %0, i64 48
  %177 = load i64, ptr %176, align 8
  %178 = call i64 @llvm.usub.sat.i64(i64 %177, i64 31)
  %179 = sub i64 %173, 13
  %180 = icmp slt i64 %179, 0
  br i1 %180, label %16, label %181, !prof !0

181:                                              ; preds = %175
  %182 = call i256 @llvm.bswap.i256(i256 1)
  %183 = getelementptr inbounds i8, ptr %118, i64 0
  store i256 %182, ptr %183, align 1
  %184 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %184, align 8
  %185 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %185, align 8
  %186 = getelementptr inbounds i8, ptr %0, i64 152
  %187 = load ptr, ptr %186, align 8, !invariant.load !1
  %188 = getelementptr inbounds i8, ptr %187, i64 360
  %189 = load ptr, ptr %188, align 8, !invariant.load !1
  %190 = call i64 %189(ptr %0, i64 %179)
  %191 = icmp slt i64 %190, 0
  br i1 %191, label %79, label %192, !prof !0

192:                                              ; preds = %181
  store i64 %190, ptr %0, align 8
  ret i32 0

193:                                              ; preds = %13
  %194 = call i256 @llvm.bswap.i256(i256 20079)
  %195 = getelementptr inbounds i8, ptr %0, i64 40
  %196 = load ptr, ptr %195, align 8, !invariant.load !1
  %197 = getelementptr inbounds i8, ptr %196, i64 0
  store i256 %194, ptr %197, align 1
  %198 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 30, ptr %198, align 8
  %199 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 2, ptr %199, align 8
  %200 = getelementptr inbounds i8, ptr %0, i64 152
  %201 = load ptr, ptr %200, align 8, !invariant.load !1
  %202 = getelementptr inbounds i8, ptr %201, i64 368
  %203 = load ptr, ptr %202, align 8, !invariant.load !1
  %204 = call i64 %203(ptr %0, i64 %14)
  %205 = icmp slt i64 %204, 0
  br i1 %205, label %79, label %206, !prof !0

206:                                              ; preds = %193
  store i64 %204, ptr %0, align 8
  ret i32 2
}
