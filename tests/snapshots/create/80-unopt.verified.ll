define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 32016
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %52
  %11 = sub i64 %50, 5003
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %54, !prof !0

13:                                               ; preds = %52
  %14 = sub i64 %50, 32012
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %65, !prof !0

16:                                               ; preds = %92, %76, %13, %10, %44, %4
  ret i32 3

17:                                               ; preds = %4
  %18 = zext i64 %7 to i256
  %19 = icmp uge i256 0, %18
  br i1 %19, label %20, label %25, !prof !0

20:                                               ; preds = %17
  %21 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %8, i64 0, i64 0)
  %22 = extractvalue { i64, i64 } %21, 0
  %23 = extractvalue { i64, i64 } %21, 1
  %24 = icmp slt i64 %22, 0
  br i1 %24, label %41, label %25, !prof !0

25:                                               ; preds = %20, %17
  %26 = phi i64 [ %8, %17 ], [ %22, %20 ]
  %27 = phi i64 [ %7, %17 ], [ %23, %20 ]
  %28 = call i256 @llvm.bswap.i256(i256 29723103776506149372075966707)
  %29 = getelementptr inbounds i8, ptr %0, i64 40
  %30 = load ptr, ptr %29, align 8, !invariant.load !1
  %31 = getelementptr inbounds i8, ptr %30, i64 0
  store i256 %28, ptr %31, align 1
  %32 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %32, align 8
  %33 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 20, ptr %33, align 8
  %34 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 12, ptr %34, align 8
  %35 = getelementptr inbounds i8, ptr %0, i64 152
  %36 = load ptr, ptr %35, align 8, !invariant.load !1
  %37 = getelementptr inbounds i8, ptr %36, i64 312
  %38 = load ptr, ptr %37, align 8, !invariant.load !1
  %39 = call i64 %38(ptr %0, i64 %26)
  %40 = icmp slt i64 %39, 0
  br i1 %40, label %41, label %44, !prof !0

41:                                               ; preds = %97, %84, %65, %54, %25, %20
  %42 = getelementptr inbounds i8, ptr %0, i64 128
  %43 = load i32, ptr %42, align 4
  ret i32 %43

44:                                               ; preds = %25
  %45 = getelementptr inbounds i8, ptr %0, i64 48
  %46 = load i64, ptr %45, align 8
  %47 = call i64 @llvm.usub.sat.i64(i64 %46, i64 31)
  %48 = getelementptr inbounds i8, ptr %0, i64 320
  %49 = load i256, ptr %48, align 8
  %50 = sub i64 %39, 19
  %51 = icmp slt i64 %50, 0
  br i1 %51, label %16, label %52, !prof !0

52:                                               ; preds = %44
  %53 = icmp eq i256 %49, 0
  br i1 %53, label %10, label %13

54:                                               ; preds = %10
  %55 = getelementptr inbounds i8, ptr %0, i64 256
  %56 = load i256, ptr %55, align 8, !invariant.load !1
  %57 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %56, ptr %57, align 8
  %58 = getelementptr inbounds i8, ptr %0, i64 152
  %59 = load ptr, ptr %58, align 8, !invariant.load !1
  %60 = getelementptr inbounds i8, ptr %59, i64 376
  %61 = load ptr, ptr %60, align 8, !invariant.load !1
  %62 = call i64 %61(ptr %0, i64 %11)
  %63 = icmp slt i64 %62, 0
  br i1 %63, label %41, label %64, !prof !0

64:                                               ; preds = %54
  store i64 %62, ptr %0, align 8
  ret i32 0

65:                                               ; preds = %13
  %66 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 1, ptr %66, align 8
  %67 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 20, ptr %67, align 8
  %68 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 12, ptr %68, align 8
  %69 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 23063, ptr %69, align 8
  %70 = getelementptr inbounds i8, ptr %0, i64 152
  %71 = load ptr, ptr %70, align 8, !invariant.load !1
  %72 = getelementptr inbounds i8, ptr %71, i64 320
  %73 = load ptr, ptr %72, align 8, !invariant.load !1
  %74 = call i64 %73(ptr %0, i64 %14)
  %75 = icmp slt i64 %74, 0
  br i1 %75, label %41, label %76, !prof !0

76:                                               ; preds = %65
  %77 = getelementptr inbounds i8, ptr %0, i64 48
  %78 = load i64, ptr %77, align 8
  %79 = call i64 @llvm.usub.sat.i64(i64 %78, i64 31)
  %80 = getelementptr inbounds i8, ptr %0, i64 320
  %81 = load i256, ptr %80, align 8
  %82 = sub i64 %74, 100
  %83 = icmp slt i64 %82, 0
  br i1 %83, label %16, label %84, !prof !0

84:                                               ; preds = %76
  %85 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %81, ptr %85, align 8
  %86 = getelementptr inbounds i8, ptr %0, i64 152
  %87 = load ptr, ptr %86, align 8, !invariant.load !1
  %88 = getelementptr inbounds i8, ptr %87, i64 232
  %89 = load ptr, ptr %88, align 8, !invariant.load !1
  %90 = call i64 %89(ptr %0, i64 %82)
  %91 = icmp slt i64 %90, 0
  br i1 %91, label %41, label %92, !prof !0

92:                                               ; preds = %84
  %93 = getelementptr inbounds i8, ptr %0, i64 320
  %94 = load i256, ptr %93, align 8
  %95 = sub i64 %90, 13
  %96 = icmp slt i64 %95, 0
  br i1 %96, label %16, label %97, !prof !0

97:                                               ; preds = %92
  %98 = add i256 %94, %49
  %99 = call i256 @llvm.bswap.i256(i256 %98)
  %100 = getelementptr inbounds i8, ptr %0, i64 40
  %101 = load ptr, ptr %100, align 8, !invariant.load !1
  %102 = getelementptr inbounds i8, ptr %101, i64 0
  store i256 %99, ptr %102, align 1
  %103 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %103, align 8
  %104 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %104, align 8
  %105 = getelementptr inbounds i8, ptr %0, i64 152
  %106 = load ptr, ptr %105, align 8, !invariant.load !1
  %107 = getelementptr inbounds i8, ptr %106, i64 360
  %108 = load ptr, ptr %107, align 8, !invariant.load !1
  %109 = call i64 %108(ptr %0, i64 %95)
  %110 = icmp slt i64 %109, 0
  br i1 %110, label %41, label %111, !prof !0

111:                                              ; preds = %97
  store i64 %109, ptr %0, align 8
  ret i32 0
}
