define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 24
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %50, label %51, !prof !0

10:                                               ; preds = %59
  %11 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %1, i64 %60, i64 67)
  ret i32 %11

12:                                               ; preds = %59
  %13 = sub i64 %60, 21
  %14 = icmp slt i64 %13, 0
  br i1 %14, label %50, label %72, !prof !0

15:                                               ; preds = %72
  %16 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %1, i64 %13, i64 67)
  ret i32 %16

17:                                               ; preds = %72
  %18 = sub i64 %13, 33
  %19 = icmp slt i64 %18, 0
  br i1 %19, label %50, label %76, !prof !0

20:                                               ; preds = %92
  %21 = sub i64 %18, 104
  %22 = icmp slt i64 %21, 0
  br i1 %22, label %50, label %96, !prof !0

23:                                               ; preds = %92
  %24 = sub i64 %18, 22
  %25 = icmp slt i64 %24, 0
  br i1 %25, label %50, label %110, !prof !0

26:                                               ; preds = %110
  %27 = sub i64 %24, 107
  %28 = icmp slt i64 %27, 0
  br i1 %28, label %50, label %112, !prof !0

29:                                               ; preds = %110
  %30 = sub i64 %24, 22
  %31 = icmp slt i64 %30, 0
  br i1 %31, label %50, label %143, !prof !0

32:                                               ; preds = %143
  %33 = sub i64 %30, 13
  %34 = icmp slt i64 %33, 0
  br i1 %34, label %50, label %145, !prof !0

35:                                               ; preds = %143
  %36 = sub i64 %30, 22
  %37 = icmp slt i64 %36, 0
  br i1 %37, label %50, label %192, !prof !0

38:                                               ; preds = %192
  %39 = sub i64 %36, 21
  %40 = icmp slt i64 %39, 0
  br i1 %40, label %50, label %194, !prof !0

41:                                               ; preds = %194, %191, %142, %109
  %42 = phi i64 [ %107, %109 ], [ %140, %142 ], [ %189, %191 ], [ %39, %194 ]
  %43 = phi i64 [ %61, %109 ], [ %61, %142 ], [ %61, %191 ], [ %61, %194 ]
  %44 = phi i256 [ %106, %109 ], [ %139, %142 ], [ 1, %191 ], [ 30963045307879514997564360322915297245503960466155804784658936689603794436096, %194 ]
  %45 = sub i64 %42, 22
  %46 = icmp slt i64 %45, 0
  br i1 %46, label %50, label %195, !prof !0

47:                                               ; preds = %192
  %48 = getelementptr inbounds i8, ptr %1, i64 32
  %49 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %48, i64 %36, i64 67)
  ret i32 %49

50:                                               ; preds = %41, %38, %35, %188, %32, %29, %137, %26, %23, %104, %20, %17, %12, %4
  ret i32 3

51:                                               ; preds = %4
  %52 = zext i64 %7 to i256
  %53 = icmp uge i256 64, %52
  br i1 %53, label %54, label %59, !prof !0

54:                                               ; preds = %51
  %55 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %8, i64 64, i64 0)
  %56 = extractvalue { i64, i64 } %55, 0
  %57 = extractvalue { i64, i64 } %55, 1
  %58 = icmp slt i64 %56, 0
  br i1 %58, label %69, label %59, !prof !0

59:                                               ; preds = %54, %51
  %60 = phi i64 [ %8, %51 ], [ %56, %54 ]
  %61 = phi i64 [ %7, %51 ], [ %57, %54 ]
  %62 = call i256 @llvm.bswap.i256(i256 128)
  %63 = getelementptr inbounds i8, ptr %0, i64 40
  %64 = load ptr, ptr %63, align 8, !invariant.load !1
  %65 = getelementptr inbounds i8, ptr %64, i64 64
  store i256 %62, ptr %65, align 1
  %66 = getelementptr inbounds i8, ptr %0, i64 288
  %67 = load i256, ptr %66, align 8, !invariant.load !1
  %68 = icmp ne i256 %67, 0
  br i1 %68, label %10, label %12

69:                                               ; preds = %217, %204, %178, %128, %96, %54
  %70 = getelementptr inbounds i8, ptr %0, i64 128
  %71 = load i32, ptr %70, align 4
  ret i32 %71

72:                                               ; preds = %12
  %73 = getelementptr inbounds i8, ptr %0, i64 64
  %74 = load i64, ptr %73, align 8, !invariant.load !1
  %75 = icmp ult i64 %74, 4
  br i1 %75, label %15, label %17

76:                                               ; preds = %17
  %77 = getelementptr inbounds i8, ptr %0, i64 64
  %78 = load i64, ptr %77, align 8, !invariant.load !1
  %79 = call i64 @llvm.usub.sat.i64(i64 %78, i64 31)
  %80 = zext i64 %79 to i256
  %81 = icmp uge i256 0, %80
  br i1 %81, label %88, label %82, !prof !0

82:                                               ; preds = %76
  %83 = getelementptr inbounds i8, ptr %0, i64 56
  %84 = load ptr, ptr %83, align 8, !invariant.load !1
  %85 = getelementptr inbounds i8, ptr %84, i64 0
  %86 = load i256, ptr %85, align 1
  %87 = call i256 @llvm.bswap.i256(i256 %86)
  br label %92

88:                                               ; preds = %76
  %89 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %89, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %90 = getelementptr inbounds i8, ptr %0, i64 320
  %91 = load i256, ptr %90, align 8
  br label %92

92:                                               ; preds = %88, %82
  %93 = phi i256 [ %87, %82 ], [ %91, %88 ]
  %94 = lshr i256 %93, 224
  %95 = icmp eq i256 %94, 404098525
  br i1 %95, label %20, label %23

96:                                               ; preds = %20
  %97 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 2, ptr %97, align 8
  %98 = getelementptr inbounds i8, ptr %0, i64 152
  %99 = load ptr, ptr %98, align 8, !invariant.load !1
  %100 = getelementptr inbounds i8, ptr %99, i64 248
  %101 = load ptr, ptr %100, align 8, !invariant.load !1
  %102 = call i64 %101(ptr %0, i64 %21)
  %103 = icmp slt i64 %102, 0
  br i1 %103, label %69, label %104, !prof !0

104:                                              ; preds = %96
  %105 = getelementptr inbounds i8, ptr %0, i64 320
  %106 = load i256, ptr %105, align 8
  %107 = sub i64 %102, 11
  %108 = icmp slt i64 %107, 0
  br i1 %108, label %50, label %109, !prof !0

109:                                              ; preds = %104
  br label %41

110:                                              ; preds = %23
  %111 = icmp eq i256 %94, 1889567281
  br i1 %111, label %26, label %29

112:                                              ; preds = %26
  %113 = getelementptr inbounds i8, ptr %0, i64 64
  %114 = load i64, ptr %113, align 8, !invariant.load !1
  %115 = call i64 @llvm.usub.sat.i64(i64 %114, i64 31)
  %116 = zext i64 %115 to i256
  %117 = icmp uge i256 4, %116
  br i1 %117, label %124, label %118, !prof !0

118:                                              ; preds = %112
  %119 = getelementptr inbounds i8, ptr %0, i64 56
  %120 = load ptr, ptr %119, align 8, !invariant.load !1
  %121 = getelementptr inbounds i8, ptr %120, i64 4
  %122 = load i256, ptr %121, align 1
  %123 = call i256 @llvm.bswap.i256(i256 %122)
  br label %128

124:                                              ; preds = %112
  %125 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 4, ptr %125, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %126 = getelementptr inbounds i8, ptr %0, i64 320
  %127 = load i256, ptr %126, align 8
  br label %128

128:                                              ; preds = %124, %118
  %129 = phi i256 [ %123, %118 ], [ %127, %124 ]
  %130 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %129, ptr %130, align 8
  %131 = getelementptr inbounds i8, ptr %0, i64 152
  %132 = load ptr, ptr %131, align 8, !invariant.load !1
  %133 = getelementptr inbounds i8, ptr %132, i64 248
  %134 = load ptr, ptr %133, align 8, !invariant.load !1
  %135 = call i64 %134(ptr %0, i64 %27)
  %136 = icmp slt i64 %135, 0
  br i1 %136, label %69, label %137, !prof !0

137:                                              ; preds = %128
  %138 = getelementptr inbounds i8, ptr %0, i64 320
  %139 = load i256, ptr %138, align 8
  %140 = sub i64 %135, 11
  %141 = icmp slt i64 %140, 0
  br i1 %141, label %50, label %142, !prof !0

142:                                              ; preds = %137
  br label %41

143:                                              ; preds = %29
  %144 = icmp eq i256 %94, 2835717307
  br i1 %144, label %32, label %35

145:                                              ; preds = %32
  %146 = getelementptr inbounds i8, ptr %0, i64 64
  %147 = load i64, ptr %146, align 8, !invariant.load !1
  %148 = call i64 @llvm.usub.sat.i64(i64 %147, i64 31)
  %149 = zext i64 %148 to i256
  %150 = icmp uge i256 36, %149
  br i1 %150, label %157, label %151, !prof !0

151:                                              ; preds = %145
  %152 = getelementptr inbounds i8, ptr %0, i64 56
  %153 = load ptr, ptr %152, align 8, !invariant.load !1
  %154 = getelementptr inbounds i8, ptr %153, i64 36
  %155 = load i256, ptr %154, align 1
  %156 = call i256 @llvm.bswap.i256(i256 %155)
  br label %161

157:                                              ; preds = %145
  %158 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 36, ptr %158, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %159 = getelementptr inbounds i8, ptr %0, i64 320
  %160 = load i256, ptr %159, align 8
  br label %161

161:                                              ; preds = %157, %151
  %162 = phi i256 [ %156, %151 ], [ %160, %157 ]
  %163 = getelementptr inbounds i8, ptr %0, i64 64
  %164 = load i64, ptr %163, align 8, !invariant.load !1
  %165 = call i64 @llvm.usub.sat.i64(i64 %164, i64 31)
  %166 = zext i64 %165 to i256
  %167 = icmp uge i256 4, %166
  br i1 %167, label %174, label %168, !prof !0

168:                                              ; preds = %161
  %169 = getelementptr inbounds i8, ptr %0, i64 56
  %170 = load ptr, ptr %169, align 8, !invariant.load !1
  %171 = getelementptr inbounds i8, ptr %170, i64 4
  %172 = load i256, ptr %171, align 1
  %173 = call i256 @llvm.bswap.i256(i256 %172)
  br label %178

174:                                              ; preds = %161
  %175 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 4, ptr %175, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %176 = getelementptr inbounds i8, ptr %0, i64 320
  %177 = load i256, ptr %176, align 8
  br label %178

178:                                              ; preds = %174, %168
  %179 = phi i256 [ %173, %168 ], [ %177, %174 ]
  %180 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %179, ptr %180, align 8
  %181 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %162, ptr %181, align 8
  %182 = getelementptr inbounds i8, ptr %0, i64 152
  %183 = load ptr, ptr %182, align 8, !invariant.load !1
  %184 = getelementptr inbounds i8, ptr %183, i64 256
  %185 = load ptr, ptr %184, align 8, !invariant.load !1
  %186 = call i64 %185(ptr %0, i64 %33)
  %187 = icmp slt i64 %186, 0
  br i1 %187, label %69, label %188, !prof !0

188:                                              ; preds = %178
  %189 = sub i64 %186, 14
  %190 = icmp slt i64 %189, 0
  br i1 %190, label %50, label %191, !prof !0

191:                                              ; preds = %188
  br label %41

192:                                              ; preds = %35
  %193 = icmp eq i256 %94, 117300739
  br i1 %193, label %38, label %47

194:                                              ; preds = %38
  br label %41

195:                                              ; preds = %41
  %196 = getelementptr inbounds i8, ptr %0, i64 40
  %197 = load ptr, ptr %196, align 8, !invariant.load !1
  %198 = getelementptr inbounds i8, ptr %197, i64 64
  %199 = load i256, ptr %198, align 1
  %200 = call i256 @llvm.bswap.i256(i256 %199)
  %201 = trunc i256 %200 to i64
  %202 = zext i64 %43 to i256
  %203 = icmp uge i256 %200, %202
  br i1 %203, label %204, label %217, !prof !0

204:                                              ; preds = %195
  %205 = lshr i256 %200, 64
  %206 = trunc i256 %205 to i64
  %207 = lshr i256 %200, 128
  %208 = trunc i256 %207 to i64
  %209 = or i64 %206, %208
  %210 = lshr i256 %200, 192
  %211 = trunc i256 %210 to i64
  %212 = or i64 %209, %211
  %213 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %45, i64 %201, i64 %212)
  %214 = extractvalue { i64, i64 } %213, 0
  %215 = extractvalue { i64, i64 } %213, 1
  %216 = icmp slt i64 %214, 0
  br i1 %216, label %69, label %217, !prof !0

217:                                              ; preds = %204, %195
  %218 = phi i64 [ %45, %195 ], [ %214, %204 ]
  %219 = phi i64 [ %43, %195 ], [ %215, %204 ]
  %220 = call i256 @llvm.bswap.i256(i256 %44)
  %221 = getelementptr inbounds i8, ptr %197, i64 %201
  store i256 %220, ptr %221, align 1
  %222 = add i64 %201, 0
  %223 = zext i64 %222 to i256
  %224 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %223, ptr %224, align 8
  %225 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %225, align 8
  %226 = getelementptr inbounds i8, ptr %0, i64 152
  %227 = load ptr, ptr %226, align 8, !invariant.load !1
  %228 = getelementptr inbounds i8, ptr %227, i64 360
  %229 = load ptr, ptr %228, align 8, !invariant.load !1
  %230 = call i64 %229(ptr %0, i64 %218)
  %231 = icmp slt i64 %230, 0
  br i1 %231, label %69, label %232, !prof !0

232:                                              ; preds = %217
  store i64 %230, ptr %0, align 8
  ret i32 0
}
define internal preserve_nonecc i32 @r1.pc_0x43(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = ptrtoint ptr %1 to i64
  %6 = getelementptr inbounds i8, ptr %0, i64 32
  %7 = load i64, ptr %6, align 8, !invariant.load !1
  %8 = add i64 %5, 64
  %9 = icmp ugt i64 %8, %7
  br i1 %9, label %10, label %13, !prof !0

10:                                               ; preds = %4
  %11 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %11, align 8
  store i64 %2, ptr %0, align 8
  %12 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 67, ptr %12, align 8
  ret i32 256

13:                                               ; preds = %4
  %14 = sub i64 %2, 6
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %17, !prof !0

16:                                               ; preds = %13
  ret i32 3

17:                                               ; preds = %13
  %18 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %18, align 8
  %19 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %19, align 8
  %20 = getelementptr inbounds i8, ptr %0, i64 152
  %21 = load ptr, ptr %20, align 8, !invariant.load !1
  %22 = getelementptr inbounds i8, ptr %21, i64 368
  %23 = load ptr, ptr %22, align 8, !invariant.load !1
  %24 = call i64 %23(ptr %0, i64 %14)
  %25 = icmp slt i64 %24, 0
  br i1 %25, label %26, label %29, !prof !0

26:                                               ; preds = %17
  %27 = getelementptr inbounds i8, ptr %0, i64 128
  %28 = load i32, ptr %27, align 4
  ret i32 %28

29:                                               ; preds = %17
  store i64 %24, ptr %0, align 8
  ret i32 2
}
