define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 120
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %13, label %14, !prof !0

7:                                                ; preds = %84
  %8 = sub i64 %82, 5
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %13, label %86, !prof !0

10:                                               ; preds = %84
  %11 = sub i64 %82, 4
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %13, label %99, !prof !0

13:                                               ; preds = %10, %7, %81, %63, %46, %41, %4
  ret i32 3

14:                                               ; preds = %4
  %15 = getelementptr inbounds i8, ptr %0, i64 64
  %16 = load i64, ptr %15, align 8, !invariant.load !1
  %17 = zext i64 %16 to i256
  %18 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %18, align 8
  %19 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %19, align 8
  %20 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %17, ptr %20, align 8
  %21 = getelementptr inbounds i8, ptr %0, i64 152
  %22 = load ptr, ptr %21, align 8, !invariant.load !1
  %23 = getelementptr inbounds i8, ptr %22, i64 184
  %24 = load ptr, ptr %23, align 8, !invariant.load !1
  %25 = call i64 %24(ptr %0, i64 %5)
  %26 = icmp slt i64 %25, 0
  br i1 %26, label %27, label %30, !prof !0

27:                                               ; preds = %99, %86, %68, %50, %30, %14
  %28 = getelementptr inbounds i8, ptr %0, i64 128
  %29 = load i32, ptr %28, align 4
  ret i32 %29

30:                                               ; preds = %14
  %31 = getelementptr inbounds i8, ptr %0, i64 64
  %32 = load i64, ptr %31, align 8, !invariant.load !1
  %33 = zext i64 %32 to i256
  %34 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 24440054405305269366569402256811496959409073762505157381672968839269610695612, ptr %34, align 8
  %35 = getelementptr inbounds i8, ptr %0, i64 152
  %36 = load ptr, ptr %35, align 8, !invariant.load !1
  %37 = getelementptr inbounds i8, ptr %36, i64 248
  %38 = load ptr, ptr %37, align 8, !invariant.load !1
  %39 = call i64 %38(ptr %0, i64 %25)
  %40 = icmp slt i64 %39, 0
  br i1 %40, label %27, label %41, !prof !0

41:                                               ; preds = %30
  %42 = getelementptr inbounds i8, ptr %0, i64 320
  %43 = load i256, ptr %42, align 8
  %44 = sub i64 %39, 2
  %45 = icmp slt i64 %44, 0
  br i1 %45, label %13, label %46, !prof !0

46:                                               ; preds = %41
  %47 = zext i64 %44 to i256
  %48 = sub i64 %44, 100
  %49 = icmp slt i64 %48, 0
  br i1 %49, label %13, label %50, !prof !0

50:                                               ; preds = %46
  %51 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %47, ptr %51, align 8
  %52 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %43, ptr %52, align 8
  %53 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %53, align 8
  %54 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %33, ptr %54, align 8
  %55 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 0, ptr %55, align 8
  %56 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 0, ptr %56, align 8
  %57 = getelementptr inbounds i8, ptr %0, i64 152
  %58 = load ptr, ptr %57, align 8, !invariant.load !1
  %59 = getelementptr inbounds i8, ptr %58, i64 344
  %60 = load ptr, ptr %59, align 8, !invariant.load !1
  %61 = call i64 %60(ptr %0, i64 %48)
  %62 = icmp slt i64 %61, 0
  br i1 %62, label %27, label %63, !prof !0

63:                                               ; preds = %50
  %64 = getelementptr inbounds i8, ptr %0, i64 320
  %65 = load i256, ptr %64, align 8
  %66 = sub i64 %61, 9
  %67 = icmp slt i64 %66, 0
  br i1 %67, label %13, label %68, !prof !0

68:                                               ; preds = %63
  %69 = getelementptr inbounds i8, ptr %0, i64 96
  %70 = load i64, ptr %69, align 8
  %71 = zext i64 %70 to i256
  %72 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %72, align 8
  %73 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %73, align 8
  %74 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %71, ptr %74, align 8
  %75 = getelementptr inbounds i8, ptr %0, i64 152
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = getelementptr inbounds i8, ptr %76, i64 208
  %78 = load ptr, ptr %77, align 8, !invariant.load !1
  %79 = call i64 %78(ptr %0, i64 %66)
  %80 = icmp slt i64 %79, 0
  br i1 %80, label %27, label %81, !prof !0

81:                                               ; preds = %68
  %82 = sub i64 %79, 13
  %83 = icmp slt i64 %82, 0
  br i1 %83, label %13, label %84, !prof !0

84:                                               ; preds = %81
  %85 = icmp ne i256 %65, 0
  br i1 %85, label %7, label %10

86:                                               ; preds = %7
  %87 = getelementptr inbounds i8, ptr %0, i64 96
  %88 = load i64, ptr %87, align 8
  %89 = zext i64 %88 to i256
  %90 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %90, align 8
  %91 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %89, ptr %91, align 8
  %92 = getelementptr inbounds i8, ptr %0, i64 152
  %93 = load ptr, ptr %92, align 8, !invariant.load !1
  %94 = getelementptr inbounds i8, ptr %93, i64 360
  %95 = load ptr, ptr %94, align 8, !invariant.load !1
  %96 = call i64 %95(ptr %0, i64 %8)
  %97 = icmp slt i64 %96, 0
  br i1 %97, label %27, label %98, !prof !0

98:                                               ; preds = %86
  store i64 %96, ptr %0, align 8
  ret i32 0

99:                                               ; preds = %10
  %100 = getelementptr inbounds i8, ptr %0, i64 96
  %101 = load i64, ptr %100, align 8
  %102 = zext i64 %101 to i256
  %103 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %103, align 8
  %104 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %102, ptr %104, align 8
  %105 = getelementptr inbounds i8, ptr %0, i64 152
  %106 = load ptr, ptr %105, align 8, !invariant.load !1
  %107 = getelementptr inbounds i8, ptr %106, i64 368
  %108 = load ptr, ptr %107, align 8, !invariant.load !1
  %109 = call i64 %108(ptr %0, i64 %11)
  %110 = icmp slt i64 %109, 0
  br i1 %110, label %27, label %111, !prof !0

111:                                              ; preds = %99
  store i64 %109, ptr %0, align 8
  ret i32 2
}
