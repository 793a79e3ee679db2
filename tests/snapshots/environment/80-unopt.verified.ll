define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 4
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %180, %155, %145, %133, %123, %113, %103, %93, %83, %73, %63, %53, %43, %22, %11, %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 224
  %13 = load i256, ptr %12, align 8, !invariant.load !1
  %14 = getelementptr inbounds i8, ptr %0, i64 152
  %15 = load ptr, ptr %14, align 8, !invariant.load !1
  %16 = getelementptr inbounds i8, ptr %15, i64 88
  %17 = load ptr, ptr %16, align 8, !invariant.load !1
  call void %17(ptr %0)
  %18 = getelementptr inbounds i8, ptr %0, i64 320
  %19 = load i256, ptr %18, align 8
  %20 = sub i64 %8, 25
  %21 = icmp slt i64 %20, 0
  br i1 %21, label %10, label %22, !prof !0

22:                                               ; preds = %11
  %23 = xor i256 %19, %13
  %24 = getelementptr inbounds i8, ptr %0, i64 256
  %25 = load i256, ptr %24, align 8, !invariant.load !1
  %26 = xor i256 %25, %23
  %27 = getelementptr inbounds i8, ptr %0, i64 288
  %28 = load i256, ptr %27, align 8, !invariant.load !1
  %29 = xor i256 %28, %26
  %30 = getelementptr inbounds i8, ptr %0, i64 64
  %31 = load i64, ptr %30, align 8, !invariant.load !1
  %32 = zext i64 %31 to i256
  %33 = xor i256 %32, %29
  %34 = xor i256 %33, 51
  %35 = getelementptr inbounds i8, ptr %0, i64 152
  %36 = load ptr, ptr %35, align 8, !invariant.load !1
  %37 = getelementptr inbounds i8, ptr %36, i64 96
  %38 = load ptr, ptr %37, align 8, !invariant.load !1
  call void %38(ptr %0)
  %39 = getelementptr inbounds i8, ptr %0, i64 320
  %40 = load i256, ptr %39, align 8
  %41 = sub i64 %20, 5
  %42 = icmp slt i64 %41, 0
  br i1 %42, label %10, label %43, !prof !0

43:                                               ; preds = %22
  %44 = xor i256 %40, %34
  %45 = getelementptr inbounds i8, ptr %0, i64 152
  %46 = load ptr, ptr %45, align 8, !invariant.load !1
  %47 = getelementptr inbounds i8, ptr %46, i64 104
  %48 = load ptr, ptr %47, align 8, !invariant.load !1
  call void %48(ptr %0)
  %49 = getelementptr inbounds i8, ptr %0, i64 320
  %50 = load i256, ptr %49, align 8
  %51 = sub i64 %41, 5
  %52 = icmp slt i64 %51, 0
  br i1 %52, label %10, label %53, !prof !0

53:                                               ; preds = %43
  %54 = xor i256 %50, %44
  %55 = getelementptr inbounds i8, ptr %0, i64 152
  %56 = load ptr, ptr %55, align 8, !invariant.load !1
  %57 = getelementptr inbounds i8, ptr %56, i64 112
  %58 = load ptr, ptr %57, align 8, !invariant.load !1
  call void %58(ptr %0)
  %59 = getelementptr inbounds i8, ptr %0, i64 320
  %60 = load i256, ptr %59, align 8
  %61 = sub i64 %51, 5
  %62 = icmp slt i64 %61, 0
  br i1 %62, label %10, label %63, !prof !0

63:                                               ; preds = %53
  %64 = xor i256 %60, %54
  %65 = getelementptr inbounds i8, ptr %0, i64 152
  %66 = load ptr, ptr %65, align 8, !invariant.load !1
  %67 = getelementptr inbounds i8, ptr %66, i64 120
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  call void %68(ptr %0)
  %69 = getelementptr inbounds i8, ptr %0, i64 320
  %70 = load i256, ptr %69, align 8
  %71 = sub i64 %61, 5
  %72 = icmp slt i64 %71, 0
  br i1 %72, label %10, label %73, !prof !0

73:                                               ; preds = %63
  %74 = xor i256 %70, %64
  %75 = getelementptr inbounds i8, ptr %0, i64 152
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = getelementptr inbounds i8, ptr %76, i64 128
  %78 = load ptr, ptr %77, align 8, !invariant.load !1
  call void %78(ptr %0)
  %79 = getelementptr inbounds i8, ptr %0, i64 320
  %80 = load i256, ptr %79, align 8
  %81 = sub i64 %71, 5
  %82 = icmp slt i64 %81, 0
  br i1 %82, label %10, label %83, !prof !0

83:                                               ; preds = %73
  %84 = xor i256 %80, %74
  %85 = getelementptr inbounds i8, ptr %0, i64 152
  %86 = load ptr, ptr %85, align 8, !invariant.load !1
  %87 = getelementptr inbounds i8, ptr %86, i64 136
  %88 = load ptr, ptr %87, align 8, !invariant.load !1
  call void %88(ptr %0)
  %89 = getelementptr inbounds i8, ptr %0, i64 320
  %90 = load i256, ptr %89, align 8
  %91 = sub i64 %81, 5
  %92 = icmp slt i64 %91, 0
  br i1 %92, label %10, label %93, !prof !0

93:                                               ; preds = %83
  %94 = xor i256 %90, %84
  %95 = getelementptr inbounds i8, ptr %0, i64 152
  %96 = load ptr, ptr %95, align 8, !invariant.load !1
  %97 = getelementptr inbounds i8, ptr %96, i64 144
  %98 = load ptr, ptr %97, align 8, !invariant.load !1
  call void %98(ptr %0)
  %99 = getelementptr inbounds i8, ptr %0, i64 320
  %100 = load i256, ptr %99, align 8
  %101 = sub i64 %91, 8
  %102 = icmp slt i64 %101, 0
  br i1 %102, label %10, label %103, !prof !0

103:                                              ; preds = %93
  %104 = xor i256 %100, %94
  %105 = getelementptr inbounds i8, ptr %0, i64 152
  %106 = load ptr, ptr %105, align 8, !invariant.load !1
  %107 = getelementptr inbounds i8, ptr %106, i64 56
  %108 = load ptr, ptr %107, align 8, !invariant.load !1
  call void %108(ptr %0)
  %109 = getelementptr inbounds i8, ptr %0, i64 320
  %110 = load i256, ptr %109, align 8
  %111 = sub i64 %101, 5
  %112 = icmp slt i64 %111, 0
  br i1 %112, label %10, label %113, !prof !0

113:                                              ; preds = %103
  %114 = xor i256 %110, %104
  %115 = getelementptr inbounds i8, ptr %0, i64 152
  %116 = load ptr, ptr %115, align 8, !invariant.load !1
  %117 = getelementptr inbounds i8, ptr %116, i64 152
  %118 = load ptr, ptr %117, align 8, !invariant.load !1
  call void %118(ptr %0)
  %119 = getelementptr inbounds i8, ptr %0, i64 320
  %120 = load i256, ptr %119, align 8
  %121 = sub i64 %111, 5
  %122 = icmp slt i64 %121, 0
  br i1 %122, label %10, label %123, !prof !0

123:                                              ; preds = %113
  %124 = xor i256 %120, %114
  %125 = getelementptr inbounds i8, ptr %0, i64 152
  %126 = load ptr, ptr %125, align 8, !invariant.load !1
  %127 = getelementptr inbounds i8, ptr %126, i64 160
  %128 = load ptr, ptr %127, align 8, !invariant.load !1
  call void %128(ptr %0)
  %129 = getelementptr inbounds i8, ptr %0, i64 320
  %130 = load i256, ptr %129, align 8
  %131 = sub i64 %121, 13
  %132 = icmp slt i64 %131, 0
  br i1 %132, label %10, label %133, !prof !0

133:                                              ; preds = %123
  %134 = xor i256 %130, %124
  %135 = xor i256 %134, 31
  %136 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %136, align 8
  %137 = getelementptr inbounds i8, ptr %0, i64 152
  %138 = load ptr, ptr %137, align 8, !invariant.load !1
  %139 = getelementptr inbounds i8, ptr %138, i64 64
  %140 = load ptr, ptr %139, align 8, !invariant.load !1
  call void %140(ptr %0)
  %141 = getelementptr inbounds i8, ptr %0, i64 320
  %142 = load i256, ptr %141, align 8
  %143 = sub i64 %131, 8
  %144 = icmp slt i64 %143, 0
  br i1 %144, label %10, label %145, !prof !0

145:                                              ; preds = %133
  %146 = xor i256 %142, %135
  %147 = getelementptr inbounds i8, ptr %0, i64 152
  %148 = load ptr, ptr %147, align 8, !invariant.load !1
  %149 = getelementptr inbounds i8, ptr %148, i64 120
  %150 = load ptr, ptr %149, align 8, !invariant.load !1
  call void %150(ptr %0)
  %151 = getelementptr inbounds i8, ptr %0, i64 320
  %152 = load i256, ptr %151, align 8
  %153 = sub i64 %143, 23
  %154 = icmp slt i64 %153, 0
  br i1 %154, label %10, label %155, !prof !0

155:                                              ; preds = %145
  %156 = sub i256 %152, 1
  %157 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %156, ptr %157, align 8
  %158 = getelementptr inbounds i8, ptr %0, i64 152
  %159 = load ptr, ptr %158, align 8, !invariant.load !1
  %160 = getelementptr inbounds i8, ptr %159, i64 72
  %161 = load ptr, ptr %160, align 8, !invariant.load !1
  call void %161(ptr %0)
  %162 = getelementptr inbounds i8, ptr %0, i64 320
  %163 = load i256, ptr %162, align 8
  %164 = sub i64 %153, 105
  %165 = icmp slt i64 %164, 0
  br i1 %165, label %10, label %166, !prof !0

166:                                              ; preds = %155
  %167 = xor i256 %163, %146
  %168 = getelementptr inbounds i8, ptr %0, i64 256
  %169 = load i256, ptr %168, align 8, !invariant.load !1
  %170 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %169, ptr %170, align 8
  %171 = getelementptr inbounds i8, ptr %0, i64 152
  %172 = load ptr, ptr %171, align 8, !invariant.load !1
  %173 = getelementptr inbounds i8, ptr %172, i64 224
  %174 = load ptr, ptr %173, align 8, !invariant.load !1
  %175 = call i64 %174(ptr %0, i64 %164)
  %176 = icmp slt i64 %175, 0
  br i1 %176, label %177, label %180, !prof !0

177:                                              ; preds = %194, %189, %166
  %178 = getelementptr inbounds i8, ptr %0, i64 128
  %179 = load i32, ptr %178, align 4
  ret i32 %179

180:                                              ; preds = %166
  %181 = getelementptr inbounds i8, ptr %0, i64 320
  %182 = load i256, ptr %181, align 8
  %183 = sub i64 %175, 13
  %184 = icmp slt i64 %183, 0
  br i1 %184, label %10, label %185, !prof !0

185:                                              ; preds = %180
  %186 = xor i256 %182, %167
  %187 = zext i64 %7 to i256
  %188 = icmp uge i256 0, %187
  br i1 %188, label %189, label %194, !prof !0

189:                                              ; preds = %185
  %190 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %183, i64 0, i64 0)
  %191 = extractvalue { i64, i64 } %190, 0
  %192 = extractvalue { i64, i64 } %190, 1
  %193 = icmp slt i64 %191, 0
  br i1 %193, label %177, label %194, !prof !0

194:                                              ; preds = %189, %185
  %195 = phi i64 [ %183, %185 ], [ %191, %189 ]
  %196 = phi i64 [ %7, %185 ], [ %192, %189 ]
  %197 = call i256 @llvm.bswap.i256(i256 %186)
  %198 = getelementptr inbounds i8, ptr %0, i64 40
  %199 = load ptr, ptr %198, align 8, !invariant.load !1
  %200 = getelementptr inbounds i8, ptr %199, i64 0
  store i256 %197, ptr %200, align 1
  %201 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %201, align 8
  %202 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %202, align 8
  %203 = getelementptr inbounds i8, ptr %0, i64 152
  %204 = load ptr, ptr %203, align 8, !invariant.load !1
  %205 = getelementptr inbounds i8, ptr %204, i64 360
  %206 = load ptr, ptr %205, align 8, !invariant.load !1
  %207 = call i64 %206(ptr %0, i64 %195)
  %208 = icmp slt i64 %207, 0
  br i1 %208, label %177, label %209, !prof !0

209:                                              ; preds = %194
  store i64 %207, ptr %0, align 8
  ret i32 0
}
