define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 120
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %13, label %14, !prof !0

7:                                                ; preds = %144
  %8 = sub i64 %142, 5
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %13, label %146, !prof !0

10:                                               ; preds = %144
  %11 = sub i64 %142, 4
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %13, label %189, !prof !0

13:                                               ; preds = %10, %7, %141, %93, %76, %71, %4
  ret i32 3

14:                                               ; preds = %4
  %15 = getelementptr inbounds i8, ptr %0, i64 64
  %16 = load i64, ptr %15, align 8, !invariant.load !1
  %17 = zext i64 %16 to i256
  %18 = trunc i256 %17 to i64
  %19 = lshr i256 %17, 64
  %20 = trunc i256 %19 to i64
  %21 = lshr i256 %17, 128
  %22 = trunc i256 %21 to i64
  %23 = or i64 %20, %22
  %24 = lshr i256 %17, 192
  %25 = trunc i256 %24 to i64
  %26 = or i64 %23, %25
  %27 = or i64 0, %26
  %28 = or i64 0, %18
  %29 = lshr i64 %28, 32
  %30 = or i64 %27, %29
  %31 = add i64 0, %18
  %32 = icmp ne i64 %30, 0
  %33 = getelementptr inbounds i8, ptr %0, i64 48
  %34 = load i64, ptr %33, align 8
  %35 = icmp ugt i64 %31, %34
  %36 = or i1 %32, %35
  %37 = icmp ne i256 %17, 0
  %38 = and i1 %37, %36
  br i1 %38, label %39, label %45, !prof !0

39:                                               ; preds = %14
  %40 = sub i64 %31, 1
  %41 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %5, i64 %40, i64 %30)
  %42 = extractvalue { i64, i64 } %41, 0
  %43 = extractvalue { i64, i64 } %41, 1
  %44 = icmp slt i64 %42, 0
  br i1 %44, label %57, label %45, !prof !0

45:                                               ; preds = %39, %14
  %46 = phi i64 [ %5, %14 ], [ %42, %39 ]
  %47 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %47, align 8
  %48 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %48, align 8
  %49 = zext i64 %16 to i256
  %50 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %49, ptr %50, align 8
  %51 = getelementptr inbounds i8, ptr %0, i64 152
  %52 = load ptr, ptr %51, align 8, !invariant.load !1
  %53 = getelementptr inbounds i8, ptr %52, i64 184
  %54 = load ptr, ptr %53, align 8, !invariant.load !1
  %55 = call i64 %54(ptr %0, i64 %46)
  %56 = icmp slt i64 %55, 0
  br i1 %56, label %57, label %60, !prof !0

57:                                               ; preds = %220, %214, %177, %171, %129, %123, %80, %60, %45, %39
  %58 = getelementptr inbounds i8, ptr %0, i64 128
  %59 = load i32, ptr %58, align 4
  ret i32 %59

60:                                               ; preds = %45
  %61 = getelementptr inbounds i8, ptr %0, i64 64
  %62 = load i64, ptr %61, align 8, !invariant.load !1
  %63 = zext i64 %62 to i256
  %64 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 24440054405305269366569402256811496959409073762505157381672968839269610695612, ptr %64, align 8
  %65 = getelementptr inbounds i8, ptr %0, i64 152
  %66 = load ptr, ptr %65, align 8, !invariant.load !1
  %67 = getelementptr inbounds i8, ptr %66, i64 248
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  %69 = call i64 %68(ptr %0, i64 %55)
  %70 = icmp slt i64 %69, 0
  br i1 %70, label %57, label %71, !prof !0

71:                                               ; preds = %60
  %72 = getelementptr inbounds i8, ptr %0, i64 320
  %73 = load i256, ptr %72, align 8
  %74 = sub i64 %69, 2
  %75 = icmp slt i64 %74, 0
  br i1 %75, label %13, label %76, !prof !0

76:                                               ; preds = %71
  %77 = zext i64 %74 to i256
  %78 = sub i64 %74, 100
  %79 = icmp slt i64 %78, 0
  br i1 %79, label %13, label %80, !prof !0

80:                                               ; preds = %76
  %81 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %77, ptr %81, align 8
  %82 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %73, ptr %82, align 8
  %83 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 0, ptr %83, align 8
  %84 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 %63, ptr %84, align 8
  %85 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 0, ptr %85, align 8
  %86 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 0, ptr %86, align 8
  %87 = getelementptr inbounds i8, ptr %0, i64 152
  %88 = load ptr, ptr %87, align 8, !invariant.load !1
  %89 = getelementptr inbounds i8, ptr %88, i64 344
  %90 = load ptr, ptr %89, align 8, !invariant.load !1
  %91 = call i64 %90(ptr %0, i64 %78)
  %92 = icmp slt i64 %91, 0
  br i1 %92, label %57, label %93, !prof !0

93:                                               ; preds = %80
  %94 = getelementptr inbounds i8, ptr %0, i64 320
  %95 = load i256, ptr %94, align 8
  %96 = sub i64 %91, 9
  %97 = icmp slt i64 %96, 0
  br i1 %97, label %13, label %98, !prof !0

98:                                               ; preds = %93
  %99 = getelementptr inbounds i8, ptr %0, i64 96
  %100 = load i64, ptr %99, align 8
  %101 = zext i64 %100 to i256
  %102 = trunc i256 %101 to i64
  %103 = lshr i256 %101, 64
  %104 = trunc i256 %103 to i64
  %105 = lshr i256 %101, 128
  %106 = trunc i256 %105 to i64
  %107 = or i64 %104, %106
  %108 = lshr i256 %101, 192
  %109 = trunc i256 %108 to i64
  %110 = or i64 %107, %109
  %111 = or i64 0, %110
  %112 = or i64 0, %102
  %113 = lshr i64 %112, 32
  %114 = or i64 %111, %113
  %115 = add i64 0, %102
  %116 = icmp ne i64 %114, 0
  %117 = getelementptr inbounds i8, ptr %0, i64 48
  %118 = load i64, ptr %117, align 8
  %119 = icmp ugt i64 %115, %118
  %120 = or i1 %116, %119
  %121 = icmp ne i256 %101, 0
  %122 = and i1 %121, %120
  br i1 %122, label %123, label %129, !prof !0

123:                                              ; preds = %98
  %124 = sub i64 %115, 1
  %125 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %96, i64 %124, i64 %114)
  %126 = extractvalue { i64, i64 } %125, 0
  %127 = extractvalue { i64, i64 } %125, 1
  %128 = icmp slt i64 %126, 0
  br i1 %128, label %57, label %129, !prof !0

129:                                              ; preds = %123, %98
  %130 = phi i64 [ %96, %98 ], [ %126, %123 ]
  %131 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %131, align 8
  %132 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %132, align 8
  %133 = zext i64 %100 to i256
  %134 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 %133, ptr %134, align 8
  %135 = getelementptr inbounds i8, ptr %0, i64 152
  %136 = load ptr, ptr %135, align 8, !invariant.load !1
  %137 = getelementptr inbounds i8, ptr %136, i64 208
  %138 = load ptr, ptr %137, align 8, !invariant.load !1
  %139 = call i64 %138(ptr %0, i64 %130)
  %140 = icmp slt i64 %139, 0
  br i1 %140, label %57, label %141, !prof !0

141:                                              ; preds = %129
  %142 = sub i64 %139, 13
  %143 = icmp slt i64 %142, 0
  br i1 %143, label %13, label %144, !prof !0

144:                                              ; preds = %141
  %145 = icmp ne i256 %95, 0
  br i1 %145, label %7, label %10

146:                                              ; preds = %7
  %147 = getelementptr inbounds i8, ptr %0, i64 96
  %148 = load i64, ptr %147, align 8
  %149 = zext i64 %148 to i256
  %150 = trunc i256 %149 to i64
  %151 = lshr i256 %149, 64
  %152 = trunc i256 %151 to i64
  %153 = lshr i256 %149, 128
  %154 = trunc i256 %153 to i64
  %155 = or i64 %152, %154
  %156 = lshr i256 %149, 192
  %157 = trunc i256 %156 to i64
  %158 = or i64 %155, %157
  %159 = or i64 0, %158
  %160 = or i64 0, %150
  %161 = lshr i64 %160, 32
  %162 = or i64 %159, %161
  %163 = add i64 0, %150
  %164 = icmp ne i64 %162, 0
  %165 = getelementptr inbounds i8, ptr %0, i64 48
  %166 = load i64, ptr %165, align 8
  %167 = icmp ugt i64 %163, %166
  %168 = or i1 %164, %167
  %169 = icmp ne i256 %149, 0
  %170 = and i1 %169, %168
  br i1 %170, label %171, label %177, !prof !0

171:                                              ; preds = %146
  %172 = sub i64 %163, 1
  %173 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %8, i64 %172, i64 %162)
  %174 = extractvalue { i64, i64 } %173, 0
  %175 = extractvalue { i64, i64 } %173, 1
  %176 = icmp slt i64 %174, 0
  br i1 %176, label %57, label %177, !prof !0

177:                                              ; preds = %171, %146
  %178 = phi i64 [ %8, %146 ], [ %174, %171 ]
  %179 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %179, align 8
  %180 = zext i64 %148 to i256
  %181 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %180, ptr %181, align 8
  %182 = getelementptr inbounds i8, ptr %0, i64 152
  %183 = load ptr, ptr %182, align 8, !invariant.load !1
  %184 = getelementptr inbounds i8, ptr %183, i64 360
  %185 = load ptr, ptr %184, align 8, !invariant.load !1
  %186 = call i64 %185(ptr %0, i64 %178)
  %187 = icmp slt i64 %186, 0
  br i1 %187, label %57, label %188, !prof !0

188:                                              ; preds = %177
  store i64 %186, ptr %0, align 8
  ret i32 0

189:                                              ; preds = %10
  %190 = getelementptr inbounds i8, ptr %0, i64 96
  %191 = load i64, ptr %190, align 8
  %192 = zext i64 %191 to i256
  %193 = trunc i256 %192 to i64
  %194 = lshr i256 %192, 64
  %195 = trunc i256 %194 to i64
  %196 = lshr i256 %192, 128
  %197 = trunc i256 %196 to i64
  %198 = or i64 %195, %197
  %199 = lshr i256 %192, 192
  %200 = trunc i256 %199 to i64
  %201 = or i64 %198, %200
  %202 = or i64 0, %201
  %203 = or i64 0, %193
  %204 = lshr i64 %203, 32
  %205 = or i64 %202, %204
  %206 = add i64 0, %193
  %207 = icmp ne i64 %205, 0
  %208 = getelementptr inbounds i8, ptr %0, i64 48
  %209 = load i64, ptr %208, align 8
  %210 = icmp ugt i64 %206, %209
  %211 = or i1 %207, %210
  %212 = icmp ne i256 %192, 0
  %213 = and i1 %212, %211
  br i1 %213, label %214, label %220, !prof !0

214:                                              ; preds = %189
  %215 = sub i64 %206, 1
  %216 = call preserve_mostcc { i64, i64 } @grow.1(ptr %0, i64 %11, i64 %215, i64 %205)
  %217 = extractvalue { i64, i64 } %216, 0
  %218 = extractvalue { i64, i64 } %216, 1
  %219 = icmp slt i64 %217, 0
  br i1 %219, label %57, label %220, !prof !0

220:                                              ; preds = %214, %189
  %221 = phi i64 [ %11, %189 ], [ %217, %214 ]
  %222 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %222, align 8
  %223 = zext i64 %191 to i256
  %224 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %223, ptr %224, align 8
  %225 = getelementptr inbounds i8, ptr %0, i64 152
  %226 = load ptr, ptr %225, align 8, !invariant.load !1
  %227 = getelementptr inbounds i8, ptr %226, i64 368
  %228 = load ptr, ptr %227, align 8, !invariant.load !1
  %229 = call i64 %228(ptr %0, i64 %221)
  %230 = icmp slt i64 %229, 0
  br i1 %230, label %57, label %231, !prof !0

231:                                              ; preds = %220
  store i64 %229, ptr %0, align 8
  ret i32 2
}
