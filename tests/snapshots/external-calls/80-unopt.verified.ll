define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 16
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %13, label %14, !prof !0

7:                                                ; preds = %105
  %8 = sub i64 %103, 9
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %13, label %108, !prof !0

10:                                               ; preds = %105
  %11 = sub i64 %103, 6
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %13, label %197, !prof !0

13:                                               ; preds = %10, %151, %7, %100, %82, %77, %59, %54, %35, %14, %4
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

32:                                               ; preds = %197, %185, %179, %139, %133, %87, %64, %40, %18
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
  br i1 %107, label %10, label %7

108:                                              ; preds = %7
  %109 = getelementptr inbounds i8, ptr %0, i64 96
  %110 = load i64, ptr %109, align 8
  %111 = zext i64 %110 to i256
  %112 = trunc i256 %111 to i64
  %113 = lshr i256 %111, 64
  %114 = trunc i256 %113 to i64
  %115 = lshr i256 %111, 128
  %116 = trunc i256 %115 to i64
  %117 = or i64 %114, %116
  %118 = lshr i256 %111, 192
  %119 = trunc i256 %118 to i64
  %120 = or i64 %117, %119
  %121 = or i64 0, %120
  %122 = or i64 0, %112
  %123 = lshr i64 %122, 32
  %124 = or i64 %121, %123
  %125 = add i64 0, %112
  %126 = icmp ne i64 %124, 0
  %127 = getelementptr inbounds i8, ptr %0, i64 48
  %128 = load i64, ptr %127, align 8
  %129 = icmp ugt i64 %125, %128
  %130 = or i1 %126, %129
  %131 = icmp ne i256 %111, 0
  %132 = and i1 %131, %130
  br i1 %132, label %133, label %139, !prof !0

133:                                              ; preds = %108
  %134 = sub i64 %125, 1
  %135 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %8, i64 %134, i64 %124)
  %136 = extractvalue { i64, i64 } %135, 0
  %137 = extractvalue { i64, i64 } %135, 1
  %138 = icmp slt i64 %136, 0
  br i1 %138, label %32, label %139, !prof !0

139:                                              ; preds = %133, %108
  %140 = phi i64 [ %8, %108 ], [ %136, %133 ]
  %141 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %141, align 8
  %142 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %142, align 8
  %143 = zext i64 %110 to i256
  %144 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %143, ptr %144, align 8
  %145 = getelementptr inbounds i8, ptr %0, i64 152
  %146 = load ptr, ptr %145, align 8, !invariant.load !1
  %147 = getelementptr inbounds i8, ptr %146, i64 208
  %148 = load ptr, ptr %147, align 8, !invariant.load !1
  %149 = call i64 %148(ptr %0, i64 %140)
  %150 = icmp slt i64 %149, 0
  br i1 %150, label %32, label %151, !prof !0

151:                                              ; preds = %139
  %152 = sub i64 %149, 4
  %153 = icmp slt i64 %152, 0
  br i1 %153, label %13, label %154, !prof !0

154:                                              ; preds = %151
  %155 = getelementptr inbounds i8, ptr %0, i64 96
  %156 = load i64, ptr %155, align 8
  %157 = zext i64 %156 to i256
  %158 = trunc i256 %157 to i64
  %159 = lshr i256 %157, 64
  %160 = trunc i256 %159 to i64
  %161 = lshr i256 %157, 128
  %162 = trunc i256 %161 to i64
  %163 = or i64 %160, %162
  %164 = lshr i256 %157, 192
  %165 = trunc i256 %164 to i64
  %166 = or i64 %163, %165
  %167 = or i64 0, %166
  %168 = or i64 0, %158
  %169 = lshr i64 %168, 32
  %170 = or i64 %167, %169
  %171 = add i64 0, %158
  %172 = icmp ne i64 %170, 0
  %173 = getelementptr inbounds i8, ptr %0, i64 48
  %174 = load i64, ptr %173, align 8
  %175 = icmp ugt i64 %171, %174
  %176 = or i1 %172, %175
  %177 = icmp ne i256 %157, 0
  %178 = and i1 %177, %176
  br i1 %178, label %179, label %185, !prof !0

179:                                              ; preds = %154
  %180 = sub i64 %171, 1
  %181 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %152, i64 %180, i64 %170)
  %182 = extractvalue { i64, i64 } %181, 0
  %183 = extractvalue { i64, i64 } %181, 1
  %184 = icmp slt i64 %182, 0
  br i1 %184, label %32, label %185, !prof !0

185:                                              ; preds = %179, %154
  %186 = phi i64 [ %152, %154 ], [ %182, %179 ]
  %187 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %187, align 8
  %188 = zext i64 %156 to i256
  %189 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %188, ptr %189, align 8
  %190 = getelementptr inbounds i8, ptr %0, i64 152
  %191 = load ptr, ptr %190, align 8, !invariant.load !1
  %192 = getelementptr inbounds i8, ptr %191, i64 368
  %193 = load ptr, ptr %192, align 8, !invariant.load !1
  %194 = call i64 %193(ptr %0, i64 %186)
  %195 = icmp slt i64 %194, 0
  br i1 %195, label %32, label %196, !prof !0

196:                                              ; preds = %185
  store i64 %194, ptr %0, align 8
  ret i32 2

197:                                              ; preds = %10
  %198 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %198, align 8
  %199 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %199, align 8
  %200 = getelementptr inbounds i8, ptr %0, i64 152
  %201 = load ptr, ptr %200, align 8, !invariant.load !1
  %202 = getelementptr inbounds i8, ptr %201, i64 360
  %203 = load ptr, ptr %202, align 8, !invariant.load !1
  %204 = call i64 %203(ptr %0, i64 %11)
  %205 = icmp slt i64 %204, 0
  br i1 %205, label %32, label %206, !prof !0

206:                                              ; preds = %197
  store i64 %204, ptr %0, align 8
  ret i32 0
}
