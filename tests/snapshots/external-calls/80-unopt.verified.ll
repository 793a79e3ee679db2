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

13:                                               ; preds = %161, %10, %7, %100, %82, %77, %59, %54, %35, %14, %4
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

32:                                               ; preds = %195, %189, %149, %143, %108, %87, %64, %40, %18
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
  %122 = trunc i256 %121 to i64
  %123 = lshr i256 %121, 64
  %124 = trunc i256 %123 to i64
  %125 = lshr i256 %121, 128
  %126 = trunc i256 %125 to i64
  %127 = or i64 %124, %126
  %128 = lshr i256 %121, 192
  %129 = trunc i256 %128 to i64
  %130 = or i64 %127, %129
  %131 = or i64 0, %130
  %132 = or i64 0, %122
  %133 = lshr i64 %132, 32
  %134 = or i64 %131, %133
  %135 = add i64 0, %122
  %136 = icmp ne i64 %134, 0
  %137 = getelementptr inbounds i8, ptr %0, i64 48
  %138 = load i64, ptr %137, align 8
  %139 = icmp ugt i64 %135, %138
  %140 = or i1 %136, %139
  %141 = icmp ne i256 %121, 0
  %142 = and i1 %141, %140
  br i1 %142, label %143, label %149, !prof !0

143:                                              ; preds = %118
  %144 = sub i64 %135, 1
  %145 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %11, i64 %144, i64 %134)
  %146 = extractvalue { i64, i64 } %145, 0
  %147 = extractvalue { i64, i64 } %145, 1
  %148 = icmp slt i64 %146, 0
  br i1 %148, label %32, label %149, !prof !0

149:                                              ; preds = %143, %118
  %150 = phi i64 [ %11, %118 ], [ %146, %143 ]
  %151 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %151, align 8
  %152 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %152, align 8
  %153 = zext i64 %120 to i256
  %154 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %153, ptr %154, align 8
  %155 = getelementptr inbounds i8, ptr %0, i64 152
  %156 = load ptr, ptr %155, align 8, !invariant.load !1
  %157 = getelementptr inbounds i8, ptr %156, i64 208
  %158 = load ptr, ptr %157, align 8, !invariant.load !1
  %159 = call i64 %158(ptr %0, i64 %150)
  %160 = icmp slt i64 %159, 0
  br i1 %160, label %32, label %161, !prof !0

161:                                              ; preds = %149
  %162 = sub i64 %159, 4
  %163 = icmp slt i64 %162, 0
  br i1 %163, label %13, label %164, !prof !0

164:                                              ; preds = %161
  %165 = getelementptr inbounds i8, ptr %0, i64 96
  %166 = load i64, ptr %165, align 8
  %167 = zext i64 %166 to i256
  %168 = trunc i256 %167 to i64
  %169 = lshr i256 %167, 64
  %170 = trunc i256 %169 to i64
  %171 = lshr i256 %167, 128
  %172 = trunc i256 %171 to i64
  %173 = or i64 %170, %172
  %174 = lshr i256 %167, 192
  %175 = trunc i256 %174 to i64
  %176 = or i64 %173, %175
  %177 = or i64 0, %176
  %178 = or i64 0, %168
  %179 = lshr i64 %178, 32
  %180 = or i64 %177, %179
  %181 = add i64 0, %168
  %182 = icmp ne i64 %180, 0
  %183 = getelementptr inbounds i8, ptr %0, i64 48
  %184 = load i64, ptr %183, align 8
  %185 = icmp ugt i64 %181, %184
  %186 = or i1 %182, %185
  %187 = icmp ne i256 %167, 0
  %188 = and i1 %187, %186
  br i1 %188, label %189, label %195, !prof !0

189:                                              ; preds = %164
  %190 = sub i64 %181, 1
  %191 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %162, i64 %190, i64 %180)
  %192 = extractvalue { i64, i64 } %191, 0
  %193 = extractvalue { i64, i64 } %191, 1
  %194 = icmp slt i64 %192, 0
  br i1 %194, label %32, label %195, !prof !0

195:                                              ; preds = %189, %164
  %196 = phi i64 [ %162, %164 ], [ %192, %189 ]
  %197 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %197, align 8
  %198 = zext i64 %166 to i256
  %199 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %198, ptr %199, align 8
  %200 = getelementptr inbounds i8, ptr %0, i64 152
  %201 = load ptr, ptr %200, align 8, !invariant.load !1
  %202 = getelementptr inbounds i8, ptr %201, i64 368
  %203 = load ptr, ptr %202, align 8, !invariant.load !1
  %204 = call i64 %203(ptr %0, i64 %196)
  %205 = icmp slt i64 %204, 0
  br i1 %205, label %32, label %206, !prof !0

206:                                              ; preds = %195
  store i64 %204, ptr %0, align 8
  ret i32 2
}
