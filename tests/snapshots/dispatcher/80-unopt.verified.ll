define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 24
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %50, label %51, !prof !0

10:                                               ; preds = %59
  %11 = sub i64 %60, 21
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %50, label %72, !prof !0

13:                                               ; preds = %72
  %14 = sub i64 %11, 33
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %50, label %76, !prof !0

16:                                               ; preds = %92
  %17 = sub i64 %14, 22
  %18 = icmp slt i64 %17, 0
  br i1 %18, label %50, label %96, !prof !0

19:                                               ; preds = %96
  %20 = sub i64 %17, 22
  %21 = icmp slt i64 %20, 0
  br i1 %21, label %50, label %98, !prof !0

22:                                               ; preds = %98
  %23 = sub i64 %20, 22
  %24 = icmp slt i64 %23, 0
  br i1 %24, label %50, label %100, !prof !0

25:                                               ; preds = %100
  store i256 %94, ptr %1, align 8
  %26 = getelementptr inbounds i8, ptr %1, i64 32
  %27 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %26, i64 %23, i64 67)
  ret i32 %27

28:                                               ; preds = %100
  %29 = sub i64 %23, 21
  %30 = icmp slt i64 %29, 0
  br i1 %30, label %50, label %102, !prof !0

31:                                               ; preds = %98
  %32 = sub i64 %20, 13
  %33 = icmp slt i64 %32, 0
  br i1 %33, label %50, label %103, !prof !0

34:                                               ; preds = %96
  %35 = sub i64 %17, 107
  %36 = icmp slt i64 %35, 0
  br i1 %36, label %50, label %150, !prof !0

37:                                               ; preds = %92
  %38 = sub i64 %14, 104
  %39 = icmp slt i64 %38, 0
  br i1 %39, label %50, label %181, !prof !0

40:                                               ; preds = %194, %180, %149, %102
  %41 = phi i64 [ %29, %102 ], [ %147, %149 ], [ %178, %180 ], [ %192, %194 ]
  %42 = phi i64 [ %61, %102 ], [ %61, %149 ], [ %61, %180 ], [ %61, %194 ]
  %43 = phi i256 [ 30963045307879514997564360322915297245503960466155804784658936689603794436096, %102 ], [ 1, %149 ], [ %177, %180 ], [ %191, %194 ]
  %44 = sub i64 %41, 22
  %45 = icmp slt i64 %44, 0
  br i1 %45, label %50, label %195, !prof !0

46:                                               ; preds = %72
  %47 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %1, i64 %11, i64 67)
  ret i32 %47

48:                                               ; preds = %59
  %49 = musttail call preserve_nonecc i32 @r1.pc_0x43(ptr %0, ptr %1, i64 %60, i64 67)
  ret i32 %49

50:                                               ; preds = %40, %189, %37, %175, %34, %146, %31, %28, %22, %19, %16, %13, %10, %4
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
  br i1 %68, label %48, label %10

69:                                               ; preds = %217, %204, %181, %166, %136, %54
  %70 = getelementptr inbounds i8, ptr %0, i64 128
  %71 = load i32, ptr %70, align 4
  ret i32 %71

72:                                               ; preds = %10
  %73 = getelementptr inbounds i8, ptr %0, i64 64
  %74 = load i64, ptr %73, align 8, !invariant.load !1
  %75 = icmp ult i64 %74, 4
  br i1 %75, label %46, label %13

76:                                               ; preds = %13
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
  br i1 %95, label %37, label %16

96:                                               ; preds = %16
  %97 = icmp eq i256 %94, 1889567281
  br i1 %97, label %34, label %19

98:                                               ; preds = %19
  %99 = icmp eq i256 %94, 2835717307
  br i1 %99, label %31, label %22

100:                                              ; preds = %22
  %101 = icmp eq i256 %94, 117300739
  br i1 %101, label %28, label %25

102:                                              ; preds = %28
  br label %40

103:                                              ; preds = %31
  %104 = getelementptr inbounds i8, ptr %0, i64 64
  %105 = load i64, ptr %104, align 8, !invariant.load !1
  %106 = call i64 @llvm.usub.sat.i64(i64 %105, i64 31)
  %107 = zext i64 %106 to i256
  %108 = icmp uge i256 36, %107
  br i1 %108, label %115, label %109, !prof !0

109:                                              ; preds = %103
  %110 = getelementptr inbounds i8, ptr %0, i64 56
  %111 = load ptr, ptr %110, align 8, !invariant.load !1
  %112 = getelementptr inbounds i8, ptr %111, i64 36
  %113 = load i256, ptr %112, align 1
  %114 = call i256 @llvm.bswap.i256(i256 %113)
  br label %119

115:                                              ; preds = %103
  %116 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 36, ptr %116, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %117 = getelementptr inbounds i8, ptr %0, i64 320
  %118 = load i256, ptr %117, align 8
  br label %119

119:                                              ; preds = %115, %109
  %120 = phi i256 [ %114, %109 ], [ %118, %115 ]
  %121 = getelementptr inbounds i8, ptr %0, i64 64
  %122 = load i64, ptr %121, align 8, !invariant.load !1
  %123 = call i64 @llvm.usub.sat.i64(i64 %122, i64 31)
  %124 = zext i64 %123 to i256
  %125 = icmp uge i256 4, %124
  br i1 %125, label %132, label %126, !prof !0

126:                                              ; preds = %119
  %127 = getelementptr inbounds i8, ptr %0, i64 56
  %128 = load ptr, ptr %127, align 8, !invariant.load !1
  %129 = getelementptr inbounds i8, ptr %128, i64 4
  %130 = load i256, ptr %129, align 1
  %131 = call i256 @llvm.bswap.i256(i256 %130)
  br label %136

132:                                              ; preds = %119
  %133 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 4, ptr %133, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %134 = getelementptr inbounds i8, ptr %0, i64 320
  %135 = load i256, ptr %134, align 8
  br label %136

136:                                              ; preds = %132, %126
  %137 = phi i256 [ %131, %126 ], [ %135, %132 ]
  %138 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %137, ptr %138, align 8
  %139 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %120, ptr %139, align 8
  %140 = getelementptr inbounds i8, ptr %0, i64 152
  %141 = load ptr, ptr %140, align 8, !invariant.load !1
  %142 = getelementptr inbounds i8, ptr %141, i64 256
  %143 = load ptr, ptr %142, align 8, !invariant.load !1
  %144 = call i64 %143(ptr %0, i64 %32)
  %145 = icmp slt i64 %144, 0
  br i1 %145, label %69, label %146, !prof !0

146:                                              ; preds = %136
  %147 = sub i64 %144, 14
  %148 = icmp slt i64 %147, 0
  br i1 %148, label %50, label %149, !prof !0

149:                                              ; preds = %146
  br label %40

150:                                              ; preds = %34
  %151 = getelementptr inbounds i8, ptr %0, i64 64
  %152 = load i64, ptr %151, align 8, !invariant.load !1
  %153 = call i64 @llvm.usub.sat.i64(i64 %152, i64 31)
  %154 = zext i64 %153 to i256
  %155 = icmp uge i256 4, %154
  br i1 %155, label %162, label %156, !prof !0

156:                                              ; preds = %150
  %157 = getelementptr inbounds i8, ptr %0, i64 56
  %158 = load ptr, ptr %157, align 8, !invariant.load !1
  %159 = getelementptr inbounds i8, ptr %158, i64 4
  %160 = load i256, ptr %159, align 1
  %161 = call i256 @llvm.bswap.i256(i256 %160)
  br label %166

162:                                              ; preds = %150
  %163 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 4, ptr %163, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %164 = getelementptr inbounds i8, ptr %0, i64 320
  %165 = load i256, ptr %164, align 8
  br label %166

166:                                              ; preds = %162, %156
  %167 = phi i256 [ %161, %156 ], [ %165, %162 ]
  %168 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 %167, ptr %168, align 8
  %169 = getelementptr inbounds i8, ptr %0, i64 152
  %170 = load ptr, ptr %169, align 8, !invariant.load !1
  %171 = getelementptr inbounds i8, ptr %170, i64 248
  %172 = load ptr, ptr %171, align 8, !invariant.load !1
  %173 = call i64 %172(ptr %0, i64 %35)
  %174 = icmp slt i64 %173, 0
  br i1 %174, label %69, label %175, !prof !0

175:                                              ; preds = %166
  %176 = getelementptr inbounds i8, ptr %0, i64 320
  %177 = load i256, ptr %176, align 8
  %178 = sub i64 %173, 11
  %179 = icmp slt i64 %178, 0
  br i1 %179, label %50, label %180, !prof !0

180:                                              ; preds = %175
  br label %40

181:                                              ; preds = %37
  %182 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 2, ptr %182, align 8
  %183 = getelementptr inbounds i8, ptr %0, i64 152
  %184 = load ptr, ptr %183, align 8, !invariant.load !1
  %185 = getelementptr inbounds i8, ptr %184, i64 248
  %186 = load ptr, ptr %185, align 8, !invariant.load !1
  %187 = call i64 %186(ptr %0, i64 %38)
  %188 = icmp slt i64 %187, 0
  br i1 %188, label %69, label %189, !prof !0

189:                                              ; preds = %181
  %190 = getelementptr inbounds i8, ptr %0, i64 320
  %191 = load i256, ptr %190, align 8
  %192 = sub i64 %187, 11
  %193 = icmp slt i64 %192, 0
  br i1 %193, label %50, label %194, !prof !0

194:                                              ; preds = %189
  br label %40

195:                                              ; preds = %40
  %196 = getelementptr inbounds i8, ptr %0, i64 40
  %197 = load ptr, ptr %196, align 8, !invariant.load !1
  %198 = getelementptr inbounds i8, ptr %197, i64 64
  %199 = load i256, ptr %198, align 1
  %200 = call i256 @llvm.bswap.i256(i256 %199)
  %201 = trunc i256 %200 to i64
  %202 = zext i64 %42 to i256
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
  %213 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %44, i64 %201, i64 %212)
  %214 = extractvalue { i64, i64 } %213, 0
  %215 = extractvalue { i64, i64 } %213, 1
  %216 = icmp slt i64 %214, 0
  br i1 %216, label %69, label %217, !prof !0

217:                                              ; preds = %204, %195
  %218 = phi i64 [ %44, %195 ], [ %214, %204 ]
  %219 = phi i64 [ %42, %195 ], [ %215, %204 ]
  %220 = call i256 @llvm.bswap.i256(i256 %43)
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
