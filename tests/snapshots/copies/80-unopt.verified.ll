define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 123
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %217, %154, %141, %91, %4
  ret i32 3

11:                                               ; preds = %4
  %12 = getelementptr inbounds i8, ptr %0, i64 64
  %13 = load i64, ptr %12, align 8, !invariant.load !1
  %14 = zext i64 %13 to i256
  %15 = trunc i256 %14 to i64
  %16 = lshr i256 %14, 64
  %17 = trunc i256 %16 to i64
  %18 = lshr i256 %14, 128
  %19 = trunc i256 %18 to i64
  %20 = or i64 %17, %19
  %21 = lshr i256 %14, 192
  %22 = trunc i256 %21 to i64
  %23 = or i64 %20, %22
  %24 = or i64 0, %23
  %25 = or i64 0, %15
  %26 = lshr i64 %25, 32
  %27 = or i64 %24, %26
  %28 = add i64 0, %15
  %29 = icmp ne i64 %27, 0
  %30 = getelementptr inbounds i8, ptr %0, i64 48
  %31 = load i64, ptr %30, align 8
  %32 = icmp ugt i64 %28, %31
  %33 = or i1 %29, %32
  %34 = icmp ne i256 %14, 0
  %35 = and i1 %34, %33
  br i1 %35, label %36, label %42, !prof !0

36:                                               ; preds = %11
  %37 = sub i64 %28, 1
  %38 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %8, i64 %37, i64 %27)
  %39 = extractvalue { i64, i64 } %38, 0
  %40 = extractvalue { i64, i64 } %38, 1
  %41 = icmp slt i64 %39, 0
  br i1 %41, label %55, label %42, !prof !0

42:                                               ; preds = %36, %11
  %43 = phi i64 [ %8, %11 ], [ %39, %36 ]
  %44 = phi i64 [ %7, %11 ], [ %40, %36 ]
  %45 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %45, align 8
  %46 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %46, align 8
  %47 = zext i64 %13 to i256
  %48 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %47, ptr %48, align 8
  %49 = getelementptr inbounds i8, ptr %0, i64 152
  %50 = load ptr, ptr %49, align 8, !invariant.load !1
  %51 = getelementptr inbounds i8, ptr %50, i64 184
  %52 = load ptr, ptr %51, align 8, !invariant.load !1
  %53 = call i64 %52(ptr %0, i64 %43)
  %54 = icmp slt i64 %53, 0
  br i1 %54, label %55, label %58, !prof !0

55:                                               ; preds = %229, %224, %204, %198, %162, %144, %126, %120, %81, %69, %64, %42, %36
  %56 = getelementptr inbounds i8, ptr %0, i64 128
  %57 = load i32, ptr %56, align 4
  ret i32 %57

58:                                               ; preds = %42
  %59 = getelementptr inbounds i8, ptr %0, i64 48
  %60 = load i64, ptr %59, align 8
  %61 = call i64 @llvm.usub.sat.i64(i64 %60, i64 15)
  %62 = zext i64 %61 to i256
  %63 = icmp uge i256 32, %62
  br i1 %63, label %64, label %69, !prof !0

64:                                               ; preds = %58
  %65 = call preserve_mostcc { i64, i64 } @grow.16(ptr %0, i64 %53, i64 32, i64 0)
  %66 = extractvalue { i64, i64 } %65, 0
  %67 = extractvalue { i64, i64 } %65, 1
  %68 = icmp slt i64 %66, 0
  br i1 %68, label %55, label %69, !prof !0

69:                                               ; preds = %64, %58
  %70 = phi i64 [ %53, %58 ], [ %66, %64 ]
  %71 = phi i64 [ %44, %58 ], [ %67, %64 ]
  %72 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %72, align 8
  %73 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %73, align 8
  %74 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 16, ptr %74, align 8
  %75 = getelementptr inbounds i8, ptr %0, i64 152
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = getelementptr inbounds i8, ptr %76, i64 192
  %78 = load ptr, ptr %77, align 8, !invariant.load !1
  %79 = call i64 %78(ptr %0, i64 %70)
  %80 = icmp slt i64 %79, 0
  br i1 %80, label %55, label %81, !prof !0

81:                                               ; preds = %69
  %82 = getelementptr inbounds i8, ptr %0, i64 256
  %83 = load i256, ptr %82, align 8, !invariant.load !1
  %84 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %83, ptr %84, align 8
  %85 = getelementptr inbounds i8, ptr %0, i64 152
  %86 = load ptr, ptr %85, align 8, !invariant.load !1
  %87 = getelementptr inbounds i8, ptr %86, i64 232
  %88 = load ptr, ptr %87, align 8, !invariant.load !1
  %89 = call i64 %88(ptr %0, i64 %79)
  %90 = icmp slt i64 %89, 0
  br i1 %90, label %55, label %91, !prof !0

91:                                               ; preds = %81
  %92 = getelementptr inbounds i8, ptr %0, i64 320
  %93 = load i256, ptr %92, align 8
  %94 = sub i64 %89, 107
  %95 = icmp slt i64 %94, 0
  br i1 %95, label %10, label %96, !prof !0

96:                                               ; preds = %91
  %97 = getelementptr inbounds i8, ptr %0, i64 256
  %98 = load i256, ptr %97, align 8, !invariant.load !1
  %99 = trunc i256 %93 to i64
  %100 = lshr i256 %93, 64
  %101 = trunc i256 %100 to i64
  %102 = lshr i256 %93, 128
  %103 = trunc i256 %102 to i64
  %104 = or i64 %101, %103
  %105 = lshr i256 %93, 192
  %106 = trunc i256 %105 to i64
  %107 = or i64 %104, %106
  %108 = or i64 0, %107
  %109 = or i64 64, %99
  %110 = lshr i64 %109, 32
  %111 = or i64 %108, %110
  %112 = add i64 64, %99
  %113 = icmp ne i64 %111, 0
  %114 = getelementptr inbounds i8, ptr %0, i64 48
  %115 = load i64, ptr %114, align 8
  %116 = icmp ugt i64 %112, %115
  %117 = or i1 %113, %116
  %118 = icmp ne i256 %93, 0
  %119 = and i1 %118, %117
  br i1 %119, label %120, label %126, !prof !0

120:                                              ; preds = %96
  %121 = sub i64 %112, 1
  %122 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %94, i64 %121, i64 %111)
  %123 = extractvalue { i64, i64 } %122, 0
  %124 = extractvalue { i64, i64 } %122, 1
  %125 = icmp slt i64 %123, 0
  br i1 %125, label %55, label %126, !prof !0

126:                                              ; preds = %120, %96
  %127 = phi i64 [ %94, %96 ], [ %123, %120 ]
  %128 = phi i64 [ %71, %96 ], [ %124, %120 ]
  %129 = trunc i256 %93 to i64
  %130 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %98, ptr %130, align 8
  %131 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %131, align 8
  %132 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %132, align 8
  %133 = zext i64 %129 to i256
  %134 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %133, ptr %134, align 8
  %135 = getelementptr inbounds i8, ptr %0, i64 152
  %136 = load ptr, ptr %135, align 8, !invariant.load !1
  %137 = getelementptr inbounds i8, ptr %136, i64 200
  %138 = load ptr, ptr %137, align 8, !invariant.load !1
  %139 = call i64 %138(ptr %0, i64 %127)
  %140 = icmp slt i64 %139, 0
  br i1 %140, label %55, label %141, !prof !0

141:                                              ; preds = %126
  %142 = sub i64 %139, 102
  %143 = icmp slt i64 %142, 0
  br i1 %143, label %10, label %144, !prof !0

144:                                              ; preds = %141
  %145 = getelementptr inbounds i8, ptr %0, i64 256
  %146 = load i256, ptr %145, align 8, !invariant.load !1
  %147 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %146, ptr %147, align 8
  %148 = getelementptr inbounds i8, ptr %0, i64 152
  %149 = load ptr, ptr %148, align 8, !invariant.load !1
  %150 = getelementptr inbounds i8, ptr %149, i64 240
  %151 = load ptr, ptr %150, align 8, !invariant.load !1
  %152 = call i64 %151(ptr %0, i64 %142)
  %153 = icmp slt i64 %152, 0
  br i1 %153, label %55, label %154, !prof !0

154:                                              ; preds = %144
  %155 = getelementptr inbounds i8, ptr %0, i64 320
  %156 = load i256, ptr %155, align 8
  %157 = sub i64 %152, 15
  %158 = icmp slt i64 %157, 0
  br i1 %158, label %10, label %159, !prof !0

159:                                              ; preds = %154
  %160 = zext i64 %128 to i256
  %161 = icmp uge i256 0, %160
  br i1 %161, label %162, label %167, !prof !0

162:                                              ; preds = %159
  %163 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %157, i64 0, i64 0)
  %164 = extractvalue { i64, i64 } %163, 0
  %165 = extractvalue { i64, i64 } %163, 1
  %166 = icmp slt i64 %164, 0
  br i1 %166, label %55, label %167, !prof !0

167:                                              ; preds = %162, %159
  %168 = phi i64 [ %157, %159 ], [ %164, %162 ]
  %169 = phi i64 [ %128, %159 ], [ %165, %162 ]
  %170 = call i256 @llvm.bswap.i256(i256 %156)
  %171 = getelementptr inbounds i8, ptr %0, i64 40
  %172 = load ptr, ptr %171, align 8, !invariant.load !1
  %173 = getelementptr inbounds i8, ptr %172, i64 0
  store i256 %170, ptr %173, align 1
  %174 = getelementptr inbounds i8, ptr %0, i64 96
  %175 = load i64, ptr %174, align 8
  %176 = zext i64 %175 to i256
  %177 = trunc i256 %176 to i64
  %178 = lshr i256 %176, 64
  %179 = trunc i256 %178 to i64
  %180 = lshr i256 %176, 128
  %181 = trunc i256 %180 to i64
  %182 = or i64 %179, %181
  %183 = lshr i256 %176, 192
  %184 = trunc i256 %183 to i64
  %185 = or i64 %182, %184
  %186 = or i64 0, %185
  %187 = or i64 128, %177
  %188 = lshr i64 %187, 32
  %189 = or i64 %186, %188
  %190 = add i64 128, %177
  %191 = icmp ne i64 %189, 0
  %192 = getelementptr inbounds i8, ptr %0, i64 48
  %193 = load i64, ptr %192, align 8
  %194 = icmp ugt i64 %190, %193
  %195 = or i1 %191, %194
  %196 = icmp ne i256 %176, 0
  %197 = and i1 %196, %195
  br i1 %197, label %198, label %204, !prof !0

198:                                              ; preds = %167
  %199 = sub i64 %190, 1
  %200 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %168, i64 %199, i64 %189)
  %201 = extractvalue { i64, i64 } %200, 0
  %202 = extractvalue { i64, i64 } %200, 1
  %203 = icmp slt i64 %201, 0
  br i1 %203, label %55, label %204, !prof !0

204:                                              ; preds = %198, %167
  %205 = phi i64 [ %168, %167 ], [ %201, %198 ]
  %206 = phi i64 [ %169, %167 ], [ %202, %198 ]
  %207 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 128, ptr %207, align 8
  %208 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %208, align 8
  %209 = zext i64 %175 to i256
  %210 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %209, ptr %210, align 8
  %211 = getelementptr inbounds i8, ptr %0, i64 152
  %212 = load ptr, ptr %211, align 8, !invariant.load !1
  %213 = getelementptr inbounds i8, ptr %212, i64 208
  %214 = load ptr, ptr %213, align 8, !invariant.load !1
  %215 = call i64 %214(ptr %0, i64 %205)
  %216 = icmp slt i64 %215, 0
  br i1 %216, label %55, label %217, !prof !0

217:                                              ; preds = %204
  %218 = sub i64 %215, 5
  %219 = icmp slt i64 %218, 0
  br i1 %219, label %10, label %220, !prof !0

220:                                              ; preds = %217
  %221 = call i64 @llvm.usub.sat.i64(i64 %206, i64 32)
  %222 = zext i64 %221 to i256
  %223 = icmp uge i256 0, %222
  br i1 %223, label %224, label %229, !prof !0

224:                                              ; preds = %220
  %225 = call preserve_mostcc { i64, i64 } @grow.64(ptr %0, i64 %218, i64 0, i64 0)
  %226 = extractvalue { i64, i64 } %225, 0
  %227 = extractvalue { i64, i64 } %225, 1
  %228 = icmp slt i64 %226, 0
  br i1 %228, label %55, label %229, !prof !0

229:                                              ; preds = %224, %220
  %230 = phi i64 [ %218, %220 ], [ %226, %224 ]
  %231 = phi i64 [ %206, %220 ], [ %227, %224 ]
  %232 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %232, align 8
  %233 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 64, ptr %233, align 8
  %234 = getelementptr inbounds i8, ptr %0, i64 152
  %235 = load ptr, ptr %234, align 8, !invariant.load !1
  %236 = getelementptr inbounds i8, ptr %235, i64 360
  %237 = load ptr, ptr %236, align 8, !invariant.load !1
  %238 = call i64 %237(ptr %0, i64 %230)
  %239 = icmp slt i64 %238, 0
  br i1 %239, label %55, label %240, !prof !0

240:                                              ; preds = %229
  store i64 %238, ptr %0, align 8
  ret i32 0
}
