define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 103
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %84, %73, %53, %50, %35, %22, %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 1, ptr %12, align 8
  %13 = getelementptr inbounds i8, ptr %0, i64 152
  %14 = load ptr, ptr %13, align 8, !invariant.load !1
  %15 = getelementptr inbounds i8, ptr %14, i64 248
  %16 = load ptr, ptr %15, align 8, !invariant.load !1
  %17 = call i64 %16(ptr %0, i64 %8)
  %18 = icmp slt i64 %17, 0
  br i1 %18, label %19, label %22, !prof !0

19:                                               ; preds = %98, %93, %76, %63, %40, %27, %11
  %20 = getelementptr inbounds i8, ptr %0, i64 128
  %21 = load i32, ptr %20, align 4
  ret i32 %21

22:                                               ; preds = %11
  %23 = getelementptr inbounds i8, ptr %0, i64 320
  %24 = load i256, ptr %23, align 8
  %25 = sub i64 %17, 103
  %26 = icmp slt i64 %25, 0
  br i1 %26, label %10, label %27, !prof !0

27:                                               ; preds = %22
  %28 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 2, ptr %28, align 8
  %29 = getelementptr inbounds i8, ptr %0, i64 152
  %30 = load ptr, ptr %29, align 8, !invariant.load !1
  %31 = getelementptr inbounds i8, ptr %30, i64 248
  %32 = load ptr, ptr %31, align 8, !invariant.load !1
  %33 = call i64 %32(ptr %0, i64 %25)
  %34 = icmp slt i64 %33, 0
  br i1 %34, label %19, label %35, !prof !0

35:                                               ; preds = %27
  %36 = getelementptr inbounds i8, ptr %0, i64 320
  %37 = load i256, ptr %36, align 8
  %38 = sub i64 %33, 9
  %39 = icmp slt i64 %38, 0
  br i1 %39, label %10, label %40, !prof !0

40:                                               ; preds = %35
  %41 = add i256 %37, %24
  %42 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 3, ptr %42, align 8
  %43 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %41, ptr %43, align 8
  %44 = getelementptr inbounds i8, ptr %0, i64 152
  %45 = load ptr, ptr %44, align 8, !invariant.load !1
  %46 = getelementptr inbounds i8, ptr %45, i64 256
  %47 = load ptr, ptr %46, align 8, !invariant.load !1
  %48 = call i64 %47(ptr %0, i64 %38)
  %49 = icmp slt i64 %48, 0
  br i1 %49, label %19, label %50, !prof !0

50:                                               ; preds = %40
  %51 = sub i64 %48, 103
  %52 = icmp slt i64 %51, 0
  br i1 %52, label %10, label %53, !prof !0

53:                                               ; preds = %50
  %54 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 7, ptr %54, align 8
  %55 = getelementptr inbounds i8, ptr %0, i64 152
  %56 = load ptr, ptr %55, align 8, !invariant.load !1
  %57 = getelementptr inbounds i8, ptr %56, i64 80
  %58 = load ptr, ptr %57, align 8, !invariant.load !1
  call void %58(ptr %0)
  %59 = getelementptr inbounds i8, ptr %0, i64 320
  %60 = load i256, ptr %59, align 8
  %61 = sub i64 %51, 109
  %62 = icmp slt i64 %61, 0
  br i1 %62, label %10, label %63, !prof !0

63:                                               ; preds = %53
  %64 = add i256 %60, %41
  %65 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 7, ptr %65, align 8
  %66 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %64, ptr %66, align 8
  %67 = getelementptr inbounds i8, ptr %0, i64 152
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  %69 = getelementptr inbounds i8, ptr %68, i64 264
  %70 = load ptr, ptr %69, align 8, !invariant.load !1
  %71 = call i64 %70(ptr %0, i64 %61)
  %72 = icmp slt i64 %71, 0
  br i1 %72, label %19, label %73, !prof !0

73:                                               ; preds = %63
  %74 = sub i64 %71, 103
  %75 = icmp slt i64 %74, 0
  br i1 %75, label %10, label %76, !prof !0

76:                                               ; preds = %73
  %77 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 3, ptr %77, align 8
  %78 = getelementptr inbounds i8, ptr %0, i64 152
  %79 = load ptr, ptr %78, align 8, !invariant.load !1
  %80 = getelementptr inbounds i8, ptr %79, i64 248
  %81 = load ptr, ptr %80, align 8, !invariant.load !1
  %82 = call i64 %81(ptr %0, i64 %74)
  %83 = icmp slt i64 %82, 0
  br i1 %83, label %19, label %84, !prof !0

84:                                               ; preds = %76
  %85 = getelementptr inbounds i8, ptr %0, i64 320
  %86 = load i256, ptr %85, align 8
  %87 = sub i64 %82, 13
  %88 = icmp slt i64 %87, 0
  br i1 %88, label %10, label %89, !prof !0

89:                                               ; preds = %84
  %90 = sub i256 %86, %64
  %91 = zext i64 %7 to i256
  %92 = icmp uge i256 0, %91
  br i1 %92, label %93, label %98, !prof !0

93:                                               ; preds = %89
  %94 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %87, i64 0, i64 0)
  %95 = extractvalue { i64, i64 } %94, 0
  %96 = extractvalue { i64, i64 } %94, 1
  %97 = icmp slt i64 %95, 0
  br i1 %97, label %19, label %98, !prof !0

98:                                               ; preds = %93, %89
  %99 = phi i64 [ %87, %89 ], [ %95, %93 ]
  %100 = phi i64 [ %7, %89 ], [ %96, %93 ]
  %101 = call i256 @llvm.bswap.i256(i256 %90)
  %102 = getelementptr inbounds i8, ptr %0, i64 40
  %103 = load ptr, ptr %102, align 8, !invariant.load !1
  %104 = getelementptr inbounds i8, ptr %103, i64 0
  store i256 %101, ptr %104, align 1
  %105 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %105, align 8
  %106 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %106, align 8
  %107 = getelementptr inbounds i8, ptr %0, i64 152
  %108 = load ptr, ptr %107, align 8, !invariant.load !1
  %109 = getelementptr inbounds i8, ptr %108, i64 360
  %110 = load ptr, ptr %109, align 8, !invariant.load !1
  %111 = call i64 %110(ptr %0, i64 %99)
  %112 = icmp slt i64 %111, 0
  br i1 %112, label %19, label %113, !prof !0

113:                                              ; preds = %98
  store i64 %111, ptr %0, align 8
  ret i32 0
}
