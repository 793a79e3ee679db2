define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 16
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %13, label %14, !prof !0

7:                                                ; preds = %105
  %8 = sub i64 %103, 6
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %13, label %108, !prof !0

10:                                               ; preds = %105
  %11 = sub i64 %103, 9
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %13, label %118, !prof !0

13:                                               ; preds = %131, %10, %7, %100, %82, %77, %59, %54, %35, %14, %4
  ret i32 3

14:                                               ; preds = %4
  %15 = zext i64 %5 to i256
  %16 = sub i64 %5, 100
  %17 = icmp slt i64 %16, 0
  br i1 %17, label %13, label %18, !prof !0

18:                                               ; preds = %14
  %19 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %15, ptr %19, align 8
  %20 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 161, ptr %20, align 8
  %21 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 5, ptr %21, align 8
  %22 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 0, ptr %22, align 8
  %23 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 0, ptr %23, align 8
  %24 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 0, ptr %24, align 8
  %25 = getelementptr inbounds i8, ptr %0, i64 512
  store i256 0, ptr %25, align 8
  %26 = getelementptr inbounds i8, ptr %0, i64 152
  %27 = load ptr, ptr %26, align 8, !invariant.load !1
  %28 = getelementptr inbounds i8, ptr %27, i64 328
  %29 = load ptr, ptr %28, align 8, !invariant.load !1
  %30 = call i64 %29(ptr %0, i64 %16)
  %31 = icmp slt i64 %30, 0
  br i1 %31, label %32, label %35, !prof !0

32:                                               ; preds = %134, %118, %108, %87, %64, %40, %18
  %33 = getelementptr inbounds i8, ptr %0, i64 128
  %34 = load i32, ptr %33, align 4
  ret i32 %34

35:                                               ; preds = %18
  %36 = getelementptr inbounds i8, ptr %0, i64 320
  %37 = load i256, ptr %36, align 8
  %38 = sub i64 %30, 117
  %39 = icmp slt i64 %38, 0
  br i1 %39, label %13, label %40, !prof !0

40:                                               ; preds = %35
  %41 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 50000, ptr %41, align 8
  %42 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 162, ptr %42, align 8
  %43 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 5, ptr %43, align 8
  %44 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 0, ptr %44, align 8
  %45 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 0, ptr %45, align 8
  %46 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 0, ptr %46, align 8
  %47 = getelementptr inbounds i8, ptr %0, i64 512
  store i256 0, ptr %47, align 8
  %48 = getelementptr inbounds i8, ptr %0, i64 152
  %49 = load ptr, ptr %48, align 8, !invariant.load !1
  %50 = getelementptr inbounds i8, ptr %49, i64 336
  %51 = load ptr, ptr %50, align 8, !invariant.load !1
  %52 = call i64 %51(ptr %0, i64 %38)
  %53 = icmp slt i64 %52, 0
  br i1 %53, label %32, label %54, !prof !0

54:                                               ; preds = %40
  %55 = getelementptr inbounds i8, ptr %0, i64 320
  %56 = load i256, ptr %55, align 8
  %57 = sub i64 %52, 18
  %58 = icmp slt i64 %57, 0
  br i1 %58, label %13, label %59, !prof !0

59:                                               ; preds = %54
  %60 = and i256 %56, %37
  %61 = zext i64 %57 to i256
  %62 = sub i64 %57, 100
  %63 = icmp slt i64 %62, 0
  br i1 %63, label %13, label %64, !prof !0

64:                                               ; preds = %59
  %65 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %61, ptr %65, align 8
  %66 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 163, ptr %66, align 8
  %67 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %67, align 8
  %68 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 4, ptr %68, align 8
  %69 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 0, ptr %69, align 8
  %70 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 32, ptr %70, align 8
  %71 = getelementptr inbounds i8, ptr %0, i64 152
  %72 = load ptr, ptr %71, align 8, !invariant.load !1
  %73 = getelementptr inbounds i8, ptr %72, i64 352
  %74 = load ptr, ptr %73, align 8, !invariant.load !1
  %75 = call i64 %74(ptr %0, i64 %62)
  %76 = icmp slt i64 %75, 0
  br i1 %76, label %32, label %77, !prof !0

77:                                               ; preds = %64
  %78 = getelementptr inbounds i8, ptr %0, i64 320
  %79 = load i256, ptr %78, align 8
  %80 = sub i64 %75, 19
  %81 = icmp slt i64 %80, 0
  br i1 %81, label %13, label %82, !prof !0

82:                                               ; preds = %77
  %83 = and i256 %79, %60
  %84 = zext i64 %80 to i256
  %85 = sub i64 %80, 100
  %86 = icmp slt i64 %85, 0
  br i1 %86, label %13, label %87, !prof !0

87:                                               ; preds = %82
  %88 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %84, ptr %88, align 8
  %89 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 164, ptr %89, align 8
  %90 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %90, align 8
  %91 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 4, ptr %91, align 8
  %92 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 32, ptr %92, align 8
  %93 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 32, ptr %93, align 8
  %94 = getelementptr inbounds i8, ptr %0, i64 152
  %95 = load ptr, ptr %94, align 8, !invariant.load !1
  %96 = getelementptr inbounds i8, ptr %95, i64 344
  %97 = load ptr, ptr %96, align 8, !invariant.load !1
  %98 = call i64 %97(ptr %0, i64 %85)
  %99 = icmp slt i64 %98, 0
  br i1 %99, label %32, label %100, !prof !0

100:                                              ; preds = %87
  %101 = getelementptr inbounds i8, ptr %0, i64 320
  %102 = load i256, ptr %101, align 8
  %103 = sub i64 %98, 16
  %104 = icmp slt i64 %103, 0
  br i1 %104, label %13, label %105, !prof !0

105:                                              ; preds = %100
  %106 = and i256 %102, %83
  %107 = icmp ne i256 %106, 0
  br i1 %107, label %7, label %10

108:                                              ; preds = %7
  %109 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %109, align 8
  %110 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %110, align 8
  %111 = getelementptr inbounds i8, ptr %0, i64 152
  %112 = load ptr, ptr %111, align 8, !invariant.load !1
  %113 = getelementptr inbounds i8, ptr %112, i64 360
  %114 = load ptr, ptr %113, align 8, !invariant.load !1
  %115 = call i64 %114(ptr %0, i64 %8)
  %116 = icmp slt i64 %115, 0
  br i1 %116, label %32, label %117, !prof !0

117:                                              ; preds = %108
  store i64 %115, ptr %0, align 8
  ret i32 0

118:                                              ; preds = %10
  %119 = getelementptr inbounds i8, ptr %0, i64 96
  %120 = load i64, ptr %119, align 8
  %121 = zext i64 %120 to i256
  %122 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %122, align 8
  %123 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %123, align 8
  %124 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %121, ptr %124, align 8
  %125 = getelementptr inbounds i8, ptr %0, i64 152
  %126 = load ptr, ptr %125, align 8, !invariant.load !1
  %127 = getelementptr inbounds i8, ptr %126, i64 208
  %128 = load ptr, ptr %127, align 8, !invariant.load !1
  %129 = call i64 %128(ptr %0, i64 %11)
  %130 = icmp slt i64 %129, 0
  br i1 %130, label %32, label %131, !prof !0

131:                                              ; preds = %118
  %132 = sub i64 %129, 4
  %133 = icmp slt i64 %132, 0
  br i1 %133, label %13, label %134, !prof !0

134:                                              ; preds = %131
  %135 = getelementptr inbounds i8, ptr %0, i64 96
  %136 = load i64, ptr %135, align 8
  %137 = zext i64 %136 to i256
  %138 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %138, align 8
  %139 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %137, ptr %139, align 8
  %140 = getelementptr inbounds i8, ptr %0, i64 152
  %141 = load ptr, ptr %140, align 8, !invariant.load !1
  %142 = getelementptr inbounds i8, ptr %141, i64 368
  %143 = load ptr, ptr %142, align 8, !invariant.load !1
  %144 = call i64 %143(ptr %0, i64 %132)
  %145 = icmp slt i64 %144, 0
  br i1 %145, label %32, label %146, !prof !0

146:                                              ; preds = %134
  store i64 %144, ptr %0, align 8
  ret i32 2
}
