define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 232
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 64
  %13 = load i64, ptr %12, align 8, !invariant.load !1
  %14 = call i64 @llvm.usub.sat.i64(i64 %13, i64 31)
  %15 = zext i64 %14 to i256
  %16 = icmp uge i256 0, %15
  br i1 %16, label %23, label %17, !prof !0

17:                                               ; preds = %11
  %18 = getelementptr inbounds i8, ptr %0, i64 56
  %19 = load ptr, ptr %18, align 8, !invariant.load !1
  %20 = getelementptr inbounds i8, ptr %19, i64 0
  %21 = load i256, ptr %20, align 1
  %22 = call i256 @llvm.bswap.i256(i256 %21)
  br label %27

23:                                               ; preds = %11
  %24 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %24, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %25 = getelementptr inbounds i8, ptr %0, i64 320
  %26 = load i256, ptr %25, align 8
  br label %27

27:                                               ; preds = %23, %17
  %28 = phi i256 [ %22, %17 ], [ %26, %23 ]
  %29 = getelementptr inbounds i8, ptr %0, i64 64
  %30 = load i64, ptr %29, align 8, !invariant.load !1
  %31 = call i64 @llvm.usub.sat.i64(i64 %30, i64 31)
  %32 = zext i64 %31 to i256
  %33 = icmp uge i256 32, %32
  br i1 %33, label %40, label %34, !prof !0

34:                                               ; preds = %27
  %35 = getelementptr inbounds i8, ptr %0, i64 56
  %36 = load ptr, ptr %35, align 8, !invariant.load !1
  %37 = getelementptr inbounds i8, ptr %36, i64 32
  %38 = load i256, ptr %37, align 1
  %39 = call i256 @llvm.bswap.i256(i256 %38)
  br label %44

40:                                               ; preds = %27
  %41 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %41, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %42 = getelementptr inbounds i8, ptr %0, i64 320
  %43 = load i256, ptr %42, align 8
  br label %44

44:                                               ; preds = %40, %34
  %45 = phi i256 [ %39, %34 ], [ %43, %40 ]
  %46 = add i256 %45, %28
  %47 = mul i256 %45, %28
  %48 = add i256 %47, %46
  %49 = sub i256 %45, %28
  %50 = add i256 %49, %48
  %51 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %51, align 8
  %52 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %52, align 8
  %53 = getelementptr inbounds i8, ptr %0, i64 152
  %54 = load ptr, ptr %53, align 8, !invariant.load !1
  %55 = load ptr, ptr %54, align 8, !invariant.load !1
  call void %55(ptr %0)
  %56 = getelementptr inbounds i8, ptr %0, i64 320
  %57 = load i256, ptr %56, align 8
  %58 = add i256 %57, %50
  %59 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %59, align 8
  %60 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %60, align 8
  %61 = getelementptr inbounds i8, ptr %0, i64 152
  %62 = load ptr, ptr %61, align 8, !invariant.load !1
  %63 = getelementptr inbounds i8, ptr %62, i64 8
  %64 = load ptr, ptr %63, align 8, !invariant.load !1
  call void %64(ptr %0)
  %65 = getelementptr inbounds i8, ptr %0, i64 320
  %66 = load i256, ptr %65, align 8
  %67 = add i256 %66, %58
  %68 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %68, align 8
  %69 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %69, align 8
  %70 = getelementptr inbounds i8, ptr %0, i64 152
  %71 = load ptr, ptr %70, align 8, !invariant.load !1
  %72 = getelementptr inbounds i8, ptr %71, i64 16
  %73 = load ptr, ptr %72, align 8, !invariant.load !1
  call void %73(ptr %0)
  %74 = getelementptr inbounds i8, ptr %0, i64 320
  %75 = load i256, ptr %74, align 8
  %76 = add i256 %75, %67
  %77 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %77, align 8
  %78 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %78, align 8
  %79 = getelementptr inbounds i8, ptr %0, i64 152
  %80 = load ptr, ptr %79, align 8, !invariant.load !1
  %81 = getelementptr inbounds i8, ptr %80, i64 24
  %82 = load ptr, ptr %81, align 8, !invariant.load !1
  call void %82(ptr %0)
  %83 = getelementptr inbounds i8, ptr %0, i64 320
  %84 = load i256, ptr %83, align 8
  %85 = add i256 %84, %76
  %86 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %85, ptr %86, align 8
  %87 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %45, ptr %87, align 8
  %88 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %28, ptr %88, align 8
  %89 = getelementptr inbounds i8, ptr %0, i64 152
  %90 = load ptr, ptr %89, align 8, !invariant.load !1
  %91 = getelementptr inbounds i8, ptr %90, i64 32
  %92 = load ptr, ptr %91, align 8, !invariant.load !1
  call void %92(ptr %0)
  %93 = getelementptr inbounds i8, ptr %0, i64 320
  %94 = load i256, ptr %93, align 8
  %95 = add i256 %94, %85
  %96 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %95, ptr %96, align 8
  %97 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %45, ptr %97, align 8
  %98 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %28, ptr %98, align 8
  %99 = getelementptr inbounds i8, ptr %0, i64 152
  %100 = load ptr, ptr %99, align 8, !invariant.load !1
  %101 = getelementptr inbounds i8, ptr %100, i64 40
  %102 = load ptr, ptr %101, align 8, !invariant.load !1
  call void %102(ptr %0)
  %103 = getelementptr inbounds i8, ptr %0, i64 320
  %104 = load i256, ptr %103, align 8
  %105 = add i256 %104, %95
  %106 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %106, align 8
  %107 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %107, align 8
  %108 = getelementptr inbounds i8, ptr %0, i64 152
  %109 = load ptr, ptr %108, align 8, !invariant.load !1
  %110 = getelementptr inbounds i8, ptr %109, i64 168
  %111 = load ptr, ptr %110, align 8, !invariant.load !1
  %112 = call i64 %111(ptr %0, i64 %8)
  %113 = icmp slt i64 %112, 0
  br i1 %113, label %114, label %117, !prof !0

114:                                              ; preds = %158, %153, %117, %44
  %115 = getelementptr inbounds i8, ptr %0, i64 128
  %116 = load i32, ptr %115, align 4
  ret i32 %116

117:                                              ; preds = %44
  %118 = getelementptr inbounds i8, ptr %0, i64 320
  %119 = load i256, ptr %118, align 8
  %120 = add i256 %119, %105
  %121 = icmp ult i256 %45, 31
  %122 = trunc i256 %45 to i64
  %123 = shl i64 %122, 3
  %124 = sub i64 248, %123
  %125 = select i1 %121, i64 %124, i64 0
  %126 = call preserve_mostcc i256 @variable.signextend(i64 %125, i256 %28)
  %127 = add i256 %126, %120
  %128 = lshr i256 %28, 3
  %129 = add i256 %128, %127
  %130 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %28, ptr %130, align 8
  %131 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 10, ptr %131, align 8
  %132 = getelementptr inbounds i8, ptr %0, i64 152
  %133 = load ptr, ptr %132, align 8, !invariant.load !1
  %134 = getelementptr inbounds i8, ptr %133, i64 16
  %135 = load ptr, ptr %134, align 8, !invariant.load !1
  call void %135(ptr %0)
  %136 = getelementptr inbounds i8, ptr %0, i64 320
  %137 = load i256, ptr %136, align 8
  %138 = add i256 %137, %129
  %139 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %28, ptr %139, align 8
  %140 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 2, ptr %140, align 8
  %141 = getelementptr inbounds i8, ptr %0, i64 152
  %142 = load ptr, ptr %141, align 8, !invariant.load !1
  %143 = getelementptr inbounds i8, ptr %142, i64 168
  %144 = load ptr, ptr %143, align 8, !invariant.load !1
  %145 = call i64 %144(ptr %0, i64 %112)
  %146 = icmp slt i64 %145, 0
  br i1 %146, label %114, label %147, !prof !0

147:                                              ; preds = %117
  %148 = getelementptr inbounds i8, ptr %0, i64 320
  %149 = load i256, ptr %148, align 8
  %150 = add i256 %149, %138
  %151 = zext i64 %7 to i256
  %152 = icmp uge i256 0, %151
  br i1 %152, label %153, label %158, !prof !0

153:                                              ; preds = %147
  %154 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %145, i64 0, i64 0)
  %155 = extractvalue { i64, i64 } %154, 0
  %156 = extractvalue { i64, i64 } %154, 1
  %157 = icmp slt i64 %155, 0
  br i1 %157, label %114, label %158, !prof !0

158:                                              ; preds = %153, %147
  %159 = phi i64 [ %145, %147 ], [ %155, %153 ]
  %160 = phi i64 [ %7, %147 ], [ %156, %153 ]
  %161 = call i256 @llvm.bswap.i256(i256 %150)
  %162 = getelementptr inbounds i8, ptr %0, i64 40
  %163 = load ptr, ptr %162, align 8, !invariant.load !1
  %164 = getelementptr inbounds i8, ptr %163, i64 0
  store i256 %161, ptr %164, align 1
  %165 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %165, align 8
  %166 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %166, align 8
  %167 = getelementptr inbounds i8, ptr %0, i64 152
  %168 = load ptr, ptr %167, align 8, !invariant.load !1
  %169 = getelementptr inbounds i8, ptr %168, i64 360
  %170 = load ptr, ptr %169, align 8, !invariant.load !1
  %171 = call i64 %170(ptr %0, i64 %159)
  %172 = icmp slt i64 %171, 0
  br i1 %172, label %114, label %173, !prof !0

173:                                              ; preds = %158
  store i64 %171, ptr %0, align 8
  ret i32 0
}
