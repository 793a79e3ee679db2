define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 32016
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %52
  %11 = sub i64 %50, 32012
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %54, !prof !0

13:                                               ; preds = %52
  %14 = sub i64 %50, 5003
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %101, !prof !0

16:                                               ; preds = %13, %81, %65, %10, %44, %4
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

41:                                               ; preds = %101, %86, %73, %54, %25, %20
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
  br i1 %53, label %13, label %10

54:                                               ; preds = %10
  %55 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 1, ptr %55, align 8
  %56 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 20, ptr %56, align 8
  %57 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 12, ptr %57, align 8
  %58 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 23063, ptr %58, align 8
  %59 = getelementptr inbounds i8, ptr %0, i64 152
  %60 = load ptr, ptr %59, align 8, !invariant.load !1
  %61 = getelementptr inbounds i8, ptr %60, i64 320
  %62 = load ptr, ptr %61, align 8, !invariant.load !1
  %63 = call i64 %62(ptr %0, i64 %11)
  %64 = icmp slt i64 %63, 0
  br i1 %64, label %41, label %65, !prof !0

65:                                               ; preds = %54
  %66 = getelementptr inbounds i8, ptr %0, i64 48
  %67 = load i64, ptr %66, align 8
  %68 = call i64 @llvm.usub.sat.i64(i64 %67, i64 31)
  %69 = getelementptr inbounds i8, ptr %0, i64 320
  %70 = load i256, ptr %69, align 8
  %71 = sub i64 %63, 100
  %72 = icmp slt i64 %71, 0
  br i1 %72, label %16, label %73, !prof !0

73:                                               ; preds = %65
  %74 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %70, ptr %74, align 8
  %75 = getelementptr inbounds i8, ptr %0, i64 152
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = getelementptr inbounds i8, ptr %76, i64 232
  %78 = load ptr, ptr %77, align 8, !invariant.load !1
  %79 = call i64 %78(ptr %0, i64 %71)
  %80 = icmp slt i64 %79, 0
  br i1 %80, label %41, label %81, !prof !0

81:                                               ; preds = %73
  %82 = getelementptr inbounds i8, ptr %0, i64 320
  %83 = load i256, ptr %82, align 8
  %84 = sub i64 %79, 13
  %85 = icmp slt i64 %84, 0
  br i1 %85, label %16, label %86, !prof !0

86:                                               ; preds = %81
  %87 = add i256 %83, %49
  %88 = call i256 @llvm.bswap.i256(i256 %87)
  %89 = getelementptr inbounds i8, ptr %0, i64 40
  %90 = load ptr, ptr %89, align 8, !invariant.load !1
  %91 = getelementptr inbounds i8, ptr %90, i64 0
  store i256 %88, ptr %91, align 1
  %92 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %92, align 8
  %93 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %93, align 8
  %94 = getelementptr inbounds i8, ptr %0, i64 152
  %95 = load ptr, ptr %94, align 8, !invariant.load !1
  %96 = getelementptr inbounds i8, ptr %95, i64 360
  %97 = load ptr, ptr %96, align 8, !invariant.load !1
  %98 = call i64 %97(ptr %0, i64 %84)
  %99 = icmp slt i64 %98, 0
  br i1 %99, label %41, label %100, !prof !0

100:                                              ; preds = %86
  store i64 %98, ptr %0, align 8
  ret i32 0

101:                                              ; preds = %13
  %102 = getelementptr inbounds i8, ptr %0, i64 256
  %103 = load i256, ptr %102, align 8, !invariant.load !1
  %104 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %103, ptr %104, align 8
  %105 = getelementptr inbounds i8, ptr %0, i64 152
  %106 = load ptr, ptr %105, align 8, !invariant.load !1
  %107 = getelementptr inbounds i8, ptr %106, i64 376
  %108 = load ptr, ptr %107, align 8, !invariant.load !1
  %109 = call i64 %108(ptr %0, i64 %14)
  %110 = icmp slt i64 %109, 0
  br i1 %110, label %41, label %111, !prof !0

111:                                              ; preds = %101
  store i64 %109, ptr %0, align 8
  ret i32 0
}
