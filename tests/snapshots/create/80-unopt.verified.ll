define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 32016
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %49
  %11 = sub i64 %47, 5003
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %51, !prof !0

13:                                               ; preds = %49
  %14 = sub i64 %47, 32012
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %62, !prof !0

16:                                               ; preds = %86, %73, %13, %10, %44, %4
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

41:                                               ; preds = %91, %78, %62, %51, %25, %20
  %42 = getelementptr inbounds i8, ptr %0, i64 128
  %43 = load i32, ptr %42, align 4
  ret i32 %43

44:                                               ; preds = %25
  %45 = getelementptr inbounds i8, ptr %0, i64 320
  %46 = load i256, ptr %45, align 8
  %47 = sub i64 %39, 19
  %48 = icmp slt i64 %47, 0
  br i1 %48, label %16, label %49, !prof !0

49:                                               ; preds = %44
  %50 = icmp eq i256 %46, 0
  br i1 %50, label %10, label %13

51:                                               ; preds = %10
  %52 = getelementptr inbounds i8, ptr %0, i64 256
  %53 = load i256, ptr %52, align 8, !invariant.load !1
  %54 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %53, ptr %54, align 8
  %55 = getelementptr inbounds i8, ptr %0, i64 152
  %56 = load ptr, ptr %55, align 8, !invariant.load !1
  %57 = getelementptr inbounds i8, ptr %56, i64 376
  %58 = load ptr, ptr %57, align 8, !invariant.load !1
  %59 = call i64 %58(ptr %0, i64 %11)
  %60 = icmp slt i64 %59, 0
  br i1 %60, label %41, label %61, !prof !0

61:                                               ; preds = %51
  store i64 %59, ptr %0, align 8
  ret i32 0

62:                                               ; preds = %13
  %63 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 1, ptr %63, align 8
  %64 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 20, ptr %64, align 8
  %65 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 12, ptr %65, align 8
  %66 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 23063, ptr %66, align 8
  %67 = getelementptr inbounds i8, ptr %0, i64 152
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  %69 = getelementptr inbounds i8, ptr %68, i64 320
  %70 = load ptr, ptr %69, align 8, !invariant.load !1
  %71 = call i64 %70(ptr %0, i64 %14)
  %72 = icmp slt i64 %71, 0
  br i1 %72, label %41, label %73, !prof !0

73:                                               ; preds = %62
  %74 = getelementptr inbounds i8, ptr %0, i64 320
  %75 = load i256, ptr %74, align 8
  %76 = sub i64 %71, 100
  %77 = icmp slt i64 %76, 0
  br i1 %77, label %16, label %78, !prof !0

78:                                               ; preds = %73
  %79 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %75, ptr %79, align 8
  %80 = getelementptr inbounds i8, ptr %0, i64 152
  %81 = load ptr, ptr %80, align 8, !invariant.load !1
  %82 = getelementptr inbounds i8, ptr %81, i64 232
  %83 = load ptr, ptr %82, align 8, !invariant.load !1
  %84 = call i64 %83(ptr %0, i64 %76)
  %85 = icmp slt i64 %84, 0
  br i1 %85, label %41, label %86, !prof !0

86:                                               ; preds = %78
  %87 = getelementptr inbounds i8, ptr %0, i64 320
  %88 = load i256, ptr %87, align 8
  %89 = sub i64 %84, 13
  %90 = icmp slt i64 %89, 0
  br i1 %90, label %16, label %91, !prof !0

91:                                               ; preds = %86
  %92 = add i256 %88, %46
  %93 = call i256 @llvm.bswap.i256(i256 %92)
  %94 = getelementptr inbounds i8, ptr %0, i64 40
  %95 = load ptr, ptr %94, align 8, !invariant.load !1
  %96 = getelementptr inbounds i8, ptr %95, i64 0
  store i256 %93, ptr %96, align 1
  %97 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %97, align 8
  %98 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %98, align 8
  %99 = getelementptr inbounds i8, ptr %0, i64 152
  %100 = load ptr, ptr %99, align 8, !invariant.load !1
  %101 = getelementptr inbounds i8, ptr %100, i64 360
  %102 = load ptr, ptr %101, align 8, !invariant.load !1
  %103 = call i64 %102(ptr %0, i64 %89)
  %104 = icmp slt i64 %103, 0
  br i1 %104, label %41, label %105, !prof !0

105:                                              ; preds = %91
  store i64 %103, ptr %0, align 8
  ret i32 0
}
