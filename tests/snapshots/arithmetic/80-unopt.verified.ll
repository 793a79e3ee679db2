define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 232
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 64
  %13 = load i64, ptr %12, align 8, !invariant.load !1
  %14 = call i64 @llvm.usub.sat.i64(i64 %13, i64 31)
  %15 = zext i64 %14 to i256
  %16 = icmp uge i256 0, %15
  br i1 %16, label %23, label %17, !prof !0

17:                                               ; preds = %11
  %18 = getelementptr inbounds i8, ptr %0, i64 56
  %19 = load ptr, ptr %18, align 8, !invariant.load !1
  %20 = getelementptr inbounds i8, ptr %19, i64 0
  %21 = load i256, ptr %20, align 1
  %22 = call i256 @llvm.bswap.i256(i256 %21)
  br label %27

23:                                               ; preds = %11
  %24 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %24, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %25 = getelementptr inbounds i8, ptr %0, i64 320
  %26 = load i256, ptr %25, align 8
  br label %27

27:                                               ; preds = %23, %17
  %28 = phi i256 [ %22, %17 ], [ %26, %23 ]
  %29 = getelementptr inbounds i8, ptr %0, i64 64
  %30 = load i64, ptr %29, align 8, !invariant.load !1
  %31 = call i64 @llvm.usub.sat.i64(i64 %30, i64 31)
  %32 = zext i64 %31 to i256
  %33 = icmp uge i256 32, %32
  br i1 %33, label %40, label %34, !prof !0

34:                                               ; preds = %27
  %35 = getelementptr inbounds i8, ptr %0, i64 56
  %36 = load ptr, ptr %35, align 8, !invariant.load !1
  %37 = getelementptr inbounds i8, ptr %36, i64 32
  %38 = load i256, ptr %37, align 1
  %39 = call i256 @llvm.bswap.i256(i256 %38)
  br label %44

40:                                               ; preds = %27
  %41 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %41, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %42 = getelementptr inbounds i8, ptr %0, i64 320
  %43 = load i256, ptr %42, align 8
  br label %44

44:                                               ; preds = %40, %34
  %45 = phi i256 [ %39, %34 ], [ %43, %40 ]
  %46 = add i256 %45, %28
  %47 = mul i256 %45, %28
  %48 = add i256 %47, %46
  %49 = sub i256 %45, %28
  %50 = add i256 %49, %48
  %51 = trunc i256 %45 to i64
  %52 = trunc i256 %28 to i64
  %53 = lshr i256 %45, 64
  %54 = trunc i256 %53 to i64
  %55 = lshr i256 %45, 128
  %56 = trunc i256 %55 to i64
  %57 = or i64 %54, %56
  %58 = lshr i256 %45, 192
  %59 = trunc i256 %58 to i64
  %60 = or i64 %57, %59
  %61 = icmp ne i64 %60, 0
  %62 = lshr i256 %28, 64
  %63 = trunc i256 %62 to i64
  %64 = lshr i256 %28, 128
  %65 = trunc i256 %64 to i64
  %66 = or i64 %63, %65
  %67 = lshr i256 %28, 192
  %68 = trunc i256 %67 to i64
  %69 = or i64 %66, %68
  %70 = icmp ne i64 %69, 0
  %71 = or i1 %61, %70
  %72 = icmp ult i64 %52, 1
  %73 = or i1 %71, %72
  br i1 %73, label %74, label %79, !prof !0

74:                                               ; preds = %44
  %75 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %75, align 8
  %76 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %76, align 8
  call preserve_mostcc void @udiv(ptr %0)
  %77 = getelementptr inbounds i8, ptr %0, i64 320
  %78 = load i256, ptr %77, align 8
  br label %82

79:                                               ; preds = %44
  %80 = udiv i64 %51, %52
  %81 = zext i64 %80 to i256
  br label %82

82:                                               ; preds = %74, %79
  %83 = phi i256 [ %81, %79 ], [ %78, %74 ]
  %84 = add i256 %83, %50
  %85 = trunc i256 %45 to i64
  %86 = trunc i256 %28 to i64
  %87 = sext i64 %85 to i256
  %88 = icmp ne i256 %45, %87
  %89 = lshr i256 %28, 64
  %90 = trunc i256 %89 to i64
  %91 = lshr i256 %28, 128
  %92 = trunc i256 %91 to i64
  %93 = or i64 %90, %92
  %94 = lshr i256 %28, 192
  %95 = trunc i256 %94 to i64
  %96 = or i64 %93, %95
  %97 = icmp ne i64 %96, 0
  %98 = or i1 %88, %97
  %99 = icmp slt i64 %86, 1
  %100 = or i1 %98, %99
  br i1 %100, label %101, label %106, !prof !0

101:                                              ; preds = %82
  %102 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %102, align 8
  %103 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %103, align 8
  call preserve_mostcc void @sdiv(ptr %0)
  %104 = getelementptr inbounds i8, ptr %0, i64 320
  %105 = load i256, ptr %104, align 8
  br label %109

106:                                              ; preds = %82
  %107 = sdiv i64 %85, %86
  %108 = sext i64 %107 to i256
  br label %109

109:                                              ; preds = %101, %106
  %110 = phi i256 [ %108, %106 ], [ %105, %101 ]
  %111 = add i256 %110, %84
  %112 = trunc i256 %45 to i64
  %113 = trunc i256 %28 to i64
  %114 = lshr i256 %45, 64
  %115 = trunc i256 %114 to i64
  %116 = lshr i256 %45, 128
  %117 = trunc i256 %116 to i64
  %118 = or i64 %115, %117
  %119 = lshr i256 %45, 192
  %120 = trunc i256 %119 to i64
  %121 = or i64 %118, %120
  %122 = icmp ne i64 %121, 0
  %123 = lshr i256 %28, 64
  %124 = trunc i256 %123 to i64
  %125 = lshr i256 %28, 128
  %126 = trunc i256 %125 to i64
  %127 = or i64 %124, %126
  %128 = lshr i256 %28, 192
  %129 = trunc i256 %128 to i64
  %130 = or i64 %127, %129
  %131 = icmp ne i64 %130, 0
  %132 = or i1 %122, %131
  %133 = icmp ult i64 %113, 1
  %134 = or i1 %132, %133
  br i1 %134, label %135, label %140, !prof !0

135:                                              ; preds = %109
  %136 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %136, align 8
  %137 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %137, align 8
  call preserve_mostcc void @umod(ptr %0)
  %138 = getelementptr inbounds i8, ptr %0, i64 320
  %139 = load i256, ptr %138, align 8
  br label %143

140:                                              ; preds = %109
  %141 = urem i64 %112, %113
  %142 = zext i64 %141 to i256
  br label %143

143:                                              ; preds = %135, %140
  %144 = phi i256 [ %142, %140 ], [ %139, %135 ]
  %145 = add i256 %144, %111
  %146 = trunc i256 %45 to i64
  %147 = trunc i256 %28 to i64
  %148 = sext i64 %146 to i256
  %149 = icmp ne i256 %45, %148
  %150 = lshr i256 %28, 64
  %151 = trunc i256 %150 to i64
  %152 = lshr i256 %28, 128
  %153 = trunc i256 %152 to i64
  %154 = or i64 %151, %153
  %155 = lshr i256 %28, 192
  %156 = trunc i256 %155 to i64
  %157 = or i64 %154, %156
  %158 = icmp ne i64 %157, 0
  %159 = or i1 %149, %158
  %160 = icmp slt i64 %147, 1
  %161 = or i1 %159, %160
  br i1 %161, label %162, label %167, !prof !0

162:                                              ; preds = %143
  %163 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %163, align 8
  %164 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %164, align 8
  call preserve_mostcc void @smod(ptr %0)
  %165 = getelementptr inbounds i8, ptr %0, i64 320
  %166 = load i256, ptr %165, align 8
  br label %170

167:                                              ; preds = %143
  %168 = srem i64 %146, %147
  %169 = sext i64 %168 to i256
  br label %170

170:                                              ; preds = %162, %167
  %171 = phi i256 [ %169, %167 ], [ %166, %162 ]
  %172 = add i256 %171, %145
  %173 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %172, ptr %173, align 8
  %174 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %45, ptr %174, align 8
  %175 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %28, ptr %175, align 8
  %176 = getelementptr inbounds i8, ptr %0, i64 152
  %177 = load ptr, ptr %176, align 8, !invariant.load !1
  %178 = getelementptr inbounds i8, ptr %177, i64 32
  %179 = load ptr, ptr %178, align 8, !invariant.load !1
  call void %179(ptr %0)
  %180 = getelementptr inbounds i8, ptr %0, i64 320
  %181 = load i256, ptr %180, align 8
  %182 = add i256 %181, %172
  %183 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %182, ptr %183, align 8
  %184 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %45, ptr %184, align 8
  %185 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %28, ptr %185, align 8
  %186 = getelementptr inbounds i8, ptr %0, i64 152
  %187 = load ptr, ptr %186, align 8, !invariant.load !1
  %188 = getelementptr inbounds i8, ptr %187, i64 40
  %189 = load ptr, ptr %188, align 8, !invariant.load !1
  call void %189(ptr %0)
  %190 = getelementptr inbounds i8, ptr %0, i64 320
  %191 = load i256, ptr %190, align 8
  %192 = add i256 %191, %182
  %193 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %45, ptr %193, align 8
  %194 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %28, ptr %194, align 8
  %195 = getelementptr inbounds i8, ptr %0, i64 152
  %196 = load ptr, ptr %195, align 8, !invariant.load !1
  %197 = getelementptr inbounds i8, ptr %196, i64 168
  %198 = load ptr, ptr %197, align 8, !invariant.load !1
  %199 = call i64 %198(ptr %0, i64 %8)
  %200 = icmp slt i64 %199, 0
  br i1 %200, label %201, label %204, !prof !0

201:                                              ; preds = %257, %252, %235, %170
  %202 = getelementptr inbounds i8, ptr %0, i64 128
  %203 = load i32, ptr %202, align 4
  ret i32 %203

204:                                              ; preds = %170
  %205 = getelementptr inbounds i8, ptr %0, i64 320
  %206 = load i256, ptr %205, align 8
  %207 = add i256 %206, %192
  %208 = icmp ult i256 %45, 31
  %209 = trunc i256 %45 to i64
  %210 = shl i64 %209, 3
  %211 = sub i64 248, %210
  %212 = select i1 %208, i64 %211, i64 0
  %213 = call preserve_mostcc i256 @variable.signextend(i64 %212, i256 %28)
  %214 = add i256 %213, %207
  %215 = lshr i256 %28, 3
  %216 = add i256 %215, %214
  %217 = trunc i256 %28 to i64
  %218 = lshr i256 %28, 64
  %219 = trunc i256 %218 to i64
  %220 = lshr i256 %28, 128
  %221 = trunc i256 %220 to i64
  %222 = or i64 %219, %221
  %223 = lshr i256 %28, 192
  %224 = trunc i256 %223 to i64
  %225 = or i64 %222, %224
  %226 = icmp ne i64 %225, 0
  br i1 %226, label %227, label %232, !prof !0

227:                                              ; preds = %204
  %228 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %28, ptr %228, align 8
  %229 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 10, ptr %229, align 8
  call preserve_mostcc void @umod(ptr %0)
  %230 = getelementptr inbounds i8, ptr %0, i64 320
  %231 = load i256, ptr %230, align 8
  br label %235

232:                                              ; preds = %204
  %233 = urem i64 %217, 10
  %234 = zext i64 %233 to i256
  br label %235

235:                                              ; preds = %227, %232
  %236 = phi i256 [ %234, %232 ], [ %231, %227 ]
  %237 = add i256 %236, %216
  %238 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %28, ptr %238, align 8
  %239 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 2, ptr %239, align 8
  %240 = getelementptr inbounds i8, ptr %0, i64 152
  %241 = load ptr, ptr %240, align 8, !invariant.load !1
  %242 = getelementptr inbounds i8, ptr %241, i64 168
  %243 = load ptr, ptr %242, align 8, !invariant.load !1
  %244 = call i64 %243(ptr %0, i64 %199)
  %245 = icmp slt i64 %244, 0
  br i1 %245, label %201, label %246, !prof !0

246:                                              ; preds = %235
  %247 = getelementptr inbounds i8, ptr %0, i64 320
  %248 = load i256, ptr %247, align 8
  %249 = add i256 %248, %237
  %250 = zext i64 %7 to i256
  %251 = icmp uge i256 0, %250
  br i1 %251, label %252, label %257, !prof !0

252:                                              ; preds = %246
  %253 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %244, i64 0, i64 0)
  %254 = extractvalue { i64, i64 } %253, 0
  %255 = extractvalue { i64, i64 } %253, 1
  %256 = icmp slt i64 %254, 0
  br i1 %256, label %201, label %257, !prof !0

257:                                              ; preds = %252, %246
  %258 = phi i64 [ %244, %246 ], [ %254, %252 ]
  %259 = phi i64 [ %7, %246 ], [ %255, %252 ]
  %260 = call i256 @llvm.bswap.i256(i256 %249)
  %261 = getelementptr inbounds i8, ptr %0, i64 40
  %262 = load ptr, ptr %261, align 8, !invariant.load !1
  %263 = getelementptr inbounds i8, ptr %262, i64 0
  store i256 %260, ptr %263, align 1
  %264 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %264, align 8
  %265 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %265, align 8
  %266 = getelementptr inbounds i8, ptr %0, i64 152
  %267 = load ptr, ptr %266, align 8, !invariant.load !1
  %268 = getelementptr inbounds i8, ptr %267, i64 360
  %269 = load ptr, ptr %268, align 8, !invariant.load !1
  %270 = call i64 %269(ptr %0, i64 %258)
  %271 = icmp slt i64 %270, 0
  br i1 %271, label %201, label %272, !prof !0

272:                                              ; preds = %257
  store i64 %270, ptr %0, align 8
  ret i32 0
}
