define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 123
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %119, %87, %71, %53, %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 64
  %13 = load i64, ptr %12, align 8, !invariant.load !1
  %14 = zext i64 %13 to i256
  %15 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %15, align 8
  %16 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %16, align 8
  %17 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %14, ptr %17, align 8
  %18 = getelementptr inbounds i8, ptr %0, i64 152
  %19 = load ptr, ptr %18, align 8, !invariant.load !1
  %20 = getelementptr inbounds i8, ptr %19, i64 184
  %21 = load ptr, ptr %20, align 8, !invariant.load !1
  %22 = call i64 %21(ptr %0, i64 %8)
  %23 = icmp slt i64 %22, 0
  br i1 %23, label %24, label %27, !prof !0

24:                                               ; preds = %125, %100, %95, %77, %58, %40, %27, %11
  %25 = getelementptr inbounds i8, ptr %0, i64 128
  %26 = load i32, ptr %25, align 4
  ret i32 %26

27:                                               ; preds = %11
  %28 = getelementptr inbounds i8, ptr %0, i64 48
  %29 = load i64, ptr %28, align 8
  %30 = call i64 @llvm.usub.sat.i64(i64 %29, i64 31)
  %31 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %31, align 8
  %32 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %32, align 8
  %33 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 16, ptr %33, align 8
  %34 = getelementptr inbounds i8, ptr %0, i64 152
  %35 = load ptr, ptr %34, align 8, !invariant.load !1
  %36 = getelementptr inbounds i8, ptr %35, i64 192
  %37 = load ptr, ptr %36, align 8, !invariant.load !1
  %38 = call i64 %37(ptr %0, i64 %22)
  %39 = icmp slt i64 %38, 0
  br i1 %39, label %24, label %40, !prof !0

40:                                               ; preds = %27
  %41 = getelementptr inbounds i8, ptr %0, i64 48
  %42 = load i64, ptr %41, align 8
  %43 = call i64 @llvm.usub.sat.i64(i64 %42, i64 31)
  %44 = getelementptr inbounds i8, ptr %0, i64 256
  %45 = load i256, ptr %44, align 8, !invariant.load !1
  %46 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %46, align 8
  %47 = getelementptr inbounds i8, ptr %0, i64 152
  %48 = load ptr, ptr %47, align 8, !invariant.load !1
  %49 = getelementptr inbounds i8, ptr %48, i64 232
  %50 = load ptr, ptr %49, align 8, !invariant.load !1
  %51 = call i64 %50(ptr %0, i64 %38)
  %52 = icmp slt i64 %51, 0
  br i1 %52, label %24, label %53, !prof !0

53:                                               ; preds = %40
  %54 = getelementptr inbounds i8, ptr %0, i64 320
  %55 = load i256, ptr %54, align 8
  %56 = sub i64 %51, 107
  %57 = icmp slt i64 %56, 0
  br i1 %57, label %10, label %58, !prof !0

58:                                               ; preds = %53
  %59 = getelementptr inbounds i8, ptr %0, i64 256
  %60 = load i256, ptr %59, align 8, !invariant.load !1
  %61 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %60, ptr %61, align 8
  %62 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %62, align 8
  %63 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %63, align 8
  %64 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %55, ptr %64, align 8
  %65 = getelementptr inbounds i8, ptr %0, i64 152
  %66 = load ptr, ptr %65, align 8, !invariant.load !1
  %67 = getelementptr inbounds i8, ptr %66, i64 200
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  %69 = call i64 %68(ptr %0, i64 %56)
  %70 = icmp slt i64 %69, 0
  br i1 %70, label %24, label %71, !prof !0

71:                                               ; preds = %58
  %72 = getelementptr inbounds i8, ptr %0, i64 48
  %73 = load i64, ptr %72, align 8
  %74 = call i64 @llvm.usub.sat.i64(i64 %73, i64 31)
  %75 = sub i64 %69, 102
  %76 = icmp slt i64 %75, 0
  br i1 %76, label %10, label %77, !prof !0

77:                                               ; preds = %71
  %78 = getelementptr inbounds i8, ptr %0, i64 256
  %79 = load i256, ptr %78, align 8, !invariant.load !1
  %80 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %79, ptr %80, align 8
  %81 = getelementptr inbounds i8, ptr %0, i64 152
  %82 = load ptr, ptr %81, align 8, !invariant.load !1
  %83 = getelementptr inbounds i8, ptr %82, i64 240
  %84 = load ptr, ptr %83, align 8, !invariant.load !1
  %85 = call i64 %84(ptr %0, i64 %75)
  %86 = icmp slt i64 %85, 0
  br i1 %86, label %24, label %87, !prof !0

87:                                               ; preds = %77
  %88 = getelementptr inbounds i8, ptr %0, i64 320
  %89 = load i256, ptr %88, align 8
  %90 = sub i64 %85, 15
  %91 = icmp slt i64 %90, 0
  br i1 %91, label %10, label %92, !prof !0

92:                                               ; preds = %87
  %93 = zext i64 %74 to i256
  %94 = icmp uge i256 0, %93
  br i1 %94, label %95, label %100, !prof !0

95:                                               ; preds = %92
  %96 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %90, i64 0, i64 0)
  %97 = extractvalue { i64, i64 } %96, 0
  %98 = extractvalue { i64, i64 } %96, 1
  %99 = icmp slt i64 %97, 0
  br i1 %99, label %24, label %100, !prof !0

100:                                              ; preds = %95, %92
  %101 = phi i64 [ %90, %92 ], [ %97, %95 ]
  %102 = phi i64 [ %74, %92 ], [ %98, %95 ]
  %103 = call i256 @llvm.bswap.i256(i256 %89)
  %104 = getelementptr inbounds i8, ptr %0, i64 40
  %105 = load ptr, ptr %104, align 8, !invariant.load !1
  %106 = getelementptr inbounds i8, ptr %105, i64 0
  store i256 %103, ptr %106, align 1
  %107 = getelementptr inbounds i8, ptr %0, i64 96
  %108 = load i64, ptr %107, align 8
  %109 = zext i64 %108 to i256
  %110 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 128, ptr %110, align 8
  %111 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %111, align 8
  %112 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %109, ptr %112, align 8
  %113 = getelementptr inbounds i8, ptr %0, i64 152
  %114 = load ptr, ptr %113, align 8, !invariant.load !1
  %115 = getelementptr inbounds i8, ptr %114, i64 208
  %116 = load ptr, ptr %115, align 8, !invariant.load !1
  %117 = call i64 %116(ptr %0, i64 %101)
  %118 = icmp slt i64 %117, 0
  br i1 %118, label %24, label %119, !prof !0

119:                                              ; preds = %100
  %120 = getelementptr inbounds i8, ptr %0, i64 48
  %121 = load i64, ptr %120, align 8
  %122 = call i64 @llvm.usub.sat.i64(i64 %121, i64 31)
  %123 = sub i64 %117, 5
  %124 = icmp slt i64 %123, 0
  br i1 %124, label %10, label %125, !prof !0

125:                                              ; preds = %119
  %126 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %126, align 8
  %127 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %127, align 8
  %128 = getelementptr inbounds i8, ptr %0, i64 152
  %129 = load ptr, ptr %128, align 8, !invariant.load !1
  %130 = getelementptr inbounds i8, ptr %129, i64 360
  %131 = load ptr, ptr %130, align 8, !invariant.load !1
  %132 = call i64 %131(ptr %0, i64 %123)
  %133 = icmp slt i64 %132, 0
  br i1 %133, label %24, label %134, !prof !0

134:                                              ; preds = %125
  store i64 %132, ptr %0, align 8
  ret i32 0
}
