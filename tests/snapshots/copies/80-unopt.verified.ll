define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 123
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %129, %97, %81, %63, %4
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

24:                                               ; preds = %144, %139, %110, %105, %87, %68, %53, %41, %36, %11
  %25 = getelementptr inbounds i8, ptr %0, i64 128
  %26 = load i32, ptr %25, align 4
  ret i32 %26

27:                                               ; preds = %11
  %28 = getelementptr inbounds i8, ptr %0, i64 48
  %29 = load i64, ptr %28, align 8
  %30 = call i64 @llvm.usub.sat.i64(i64 %29, i64 31)
  %31 = getelementptr inbounds i8, ptr %0, i64 48
  %32 = load i64, ptr %31, align 8
  %33 = call i64 @llvm.usub.sat.i64(i64 %32, i64 15)
  %34 = zext i64 %33 to i256
  %35 = icmp uge i256 32, %34
  br i1 %35, label %36, label %41, !prof !0

36:                                               ; preds = %27
  %37 = call preserve_mostcc { i64, i64 } @grow.16(ptr %0, i64 %22, i64 32, i64 0)
  %38 = extractvalue { i64, i64 } %37, 0
  %39 = extractvalue { i64, i64 } %37, 1
  %40 = icmp slt i64 %38, 0
  br i1 %40, label %24, label %41, !prof !0

41:                                               ; preds = %36, %27
  %42 = phi i64 [ %22, %27 ], [ %38, %36 ]
  %43 = phi i64 [ %30, %27 ], [ %39, %36 ]
  %44 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %44, align 8
  %45 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %45, align 8
  %46 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 16, ptr %46, align 8
  %47 = getelementptr inbounds i8, ptr %0, i64 152
  %48 = load ptr, ptr %47, align 8, !invariant.load !1
  %49 = getelementptr inbounds i8, ptr %48, i64 192
  %50 = load ptr, ptr %49, align 8, !invariant.load !1
  %51 = call i64 %50(ptr %0, i64 %42)
  %52 = icmp slt i64 %51, 0
  br i1 %52, label %24, label %53, !prof !0

53:                                               ; preds = %41
  %54 = getelementptr inbounds i8, ptr %0, i64 256
  %55 = load i256, ptr %54, align 8, !invariant.load !1
  %56 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %55, ptr %56, align 8
  %57 = getelementptr inbounds i8, ptr %0, i64 152
  %58 = load ptr, ptr %57, align 8, !invariant.load !1
  %59 = getelementptr inbounds i8, ptr %58, i64 232
  %60 = load ptr, ptr %59, align 8, !invariant.load !1
  %61 = call i64 %60(ptr %0, i64 %51)
  %62 = icmp slt i64 %61, 0
  br i1 %62, label %24, label %63, !prof !0

63:                                               ; preds = %53
  %64 = getelementptr inbounds i8, ptr %0, i64 320
  %65 = load i256, ptr %64, align 8
  %66 = sub i64 %61, 107
  %67 = icmp slt i64 %66, 0
  br i1 %67, label %10, label %68, !prof !0

68:                                               ; preds = %63
  %69 = getelementptr inbounds i8, ptr %0, i64 256
  %70 = load i256, ptr %69, align 8, !invariant.load !1
  %71 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %70, ptr %71, align 8
  %72 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %72, align 8
  %73 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %73, align 8
  %74 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %65, ptr %74, align 8
  %75 = getelementptr inbounds i8, ptr %0, i64 152
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = getelementptr inbounds i8, ptr %76, i64 200
  %78 = load ptr, ptr %77, align 8, !invariant.load !1
  %79 = call i64 %78(ptr %0, i64 %66)
  %80 = icmp slt i64 %79, 0
  br i1 %80, label %24, label %81, !prof !0

81:                                               ; preds = %68
  %82 = getelementptr inbounds i8, ptr %0, i64 48
  %83 = load i64, ptr %82, align 8
  %84 = call i64 @llvm.usub.sat.i64(i64 %83, i64 31)
  %85 = sub i64 %79, 102
  %86 = icmp slt i64 %85, 0
  br i1 %86, label %10, label %87, !prof !0

87:                                               ; preds = %81
  %88 = getelementptr inbounds i8, ptr %0, i64 256
  %89 = load i256, ptr %88, align 8, !invariant.load !1
  %90 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %89, ptr %90, align 8
  %91 = getelementptr inbounds i8, ptr %0, i64 152
  %92 = load ptr, ptr %91, align 8, !invariant.load !1
  %93 = getelementptr inbounds i8, ptr %92, i64 240
  %94 = load ptr, ptr %93, align 8, !invariant.load !1
  %95 = call i64 %94(ptr %0, i64 %85)
  %96 = icmp slt i64 %95, 0
  br i1 %96, label %24, label %97, !prof !0

97:                                               ; preds = %87
  %98 = getelementptr inbounds i8, ptr %0, i64 320
  %99 = load i256, ptr %98, align 8
  %100 = sub i64 %95, 15
  %101 = icmp slt i64 %100, 0
  br i1 %101, label %10, label %102, !prof !0

102:                                              ; preds = %97
  %103 = zext i64 %84 to i256
  %104 = icmp uge i256 0, %103
  br i1 %104, label %105, label %110, !prof !0

105:                                              ; preds = %102
  %106 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %100, i64 0, i64 0)
  %107 = extractvalue { i64, i64 } %106, 0
  %108 = extractvalue { i64, i64 } %106, 1
  %109 = icmp slt i64 %107, 0
  br i1 %109, label %24, label %110, !prof !0

110:                                              ; preds = %105, %102
  %111 = phi i64 [ %100, %102 ], [ %107, %105 ]
  %112 = phi i64 [ %84, %102 ], [ %108, %105 ]
  %113 = call i256 @llvm.bswap.i256(i256 %99)
  %114 = getelementptr inbounds i8, ptr %0, i64 40
  %115 = load ptr, ptr %114, align 8, !invariant.load !1
  %116 = getelementptr inbounds i8, ptr %115, i64 0
  store i256 %113, ptr %116, align 1
  %117 = getelementptr inbounds i8, ptr %0, i64 96
  %118 = load i64, ptr %117, align 8
  %119 = zext i64 %118 to i256
  %120 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 128, ptr %120, align 8
  %121 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %121, align 8
  %122 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %119, ptr %122, align 8
  %123 = getelementptr inbounds i8, ptr %0, i64 152
  %124 = load ptr, ptr %123, align 8, !invariant.load !1
  %125 = getelementptr inbounds i8, ptr %124, i64 208
  %126 = load ptr, ptr %125, align 8, !invariant.load !1
  %127 = call i64 %126(ptr %0, i64 %111)
  %128 = icmp slt i64 %127, 0
  br i1 %128, label %24, label %129, !prof !0

129:                                              ; preds = %110
  %130 = getelementptr inbounds i8, ptr %0, i64 48
  %131 = load i64, ptr %130, align 8
  %132 = call i64 @llvm.usub.sat.i64(i64 %131, i64 31)
  %133 = sub i64 %127, 5
  %134 = icmp slt i64 %133, 0
  br i1 %134, label %10, label %135, !prof !0

135:                                              ; preds = %129
  %136 = call i64 @llvm.usub.sat.i64(i64 %132, i64 32)
  %137 = zext i64 %136 to i256
  %138 = icmp uge i256 0, %137
  br i1 %138, label %139, label %144, !prof !0

139:                                              ; preds = %135
  %140 = call preserve_mostcc { i64, i64 } @grow.64(ptr %0, i64 %133, i64 0, i64 0)
  %141 = extractvalue { i64, i64 } %140, 0
  %142 = extractvalue { i64, i64 } %140, 1
  %143 = icmp slt i64 %141, 0
  br i1 %143, label %24, label %144, !prof !0

144:                                              ; preds = %139, %135
  %145 = phi i64 [ %133, %135 ], [ %141, %139 ]
  %146 = phi i64 [ %132, %135 ], [ %142, %139 ]
  %147 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %147, align 8
  %148 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %148, align 8
  %149 = getelementptr inbounds i8, ptr %0, i64 152
  %150 = load ptr, ptr %149, align 8, !invariant.load !1
  %151 = getelementptr inbounds i8, ptr %150, i64 360
  %152 = load ptr, ptr %151, align 8, !invariant.load !1
  %153 = call i64 %152(ptr %0, i64 %145)
  %154 = icmp slt i64 %153, 0
  br i1 %154, label %24, label %155, !prof !0

155:                                              ; preds = %144
  store i64 %153, ptr %0, align 8
  ret i32 0
}
