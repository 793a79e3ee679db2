define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 79
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %4
  ret i32 3

11:                                               ; preds = %4
  %12 = call i64 @llvm.usub.sat.i64(i64 %7, i64 64)
  %13 = zext i64 %12 to i256
  %14 = icmp uge i256 0, %13
  br i1 %14, label %15, label %20, !prof !0

15:                                               ; preds = %11
  %16 = call preserve_mostcc { i64, i64 } @grow.96(ptr %0, i64 %8, i64 0, i64 0)
  %17 = extractvalue { i64, i64 } %16, 0
  %18 = extractvalue { i64, i64 } %16, 1
  %19 = icmp slt i64 %17, 0
  br i1 %19, label %43, label %20, !prof !0

20:                                               ; preds = %15, %11
  %21 = phi i64 [ %8, %11 ], [ %17, %15 ]
  %22 = phi i64 [ %7, %11 ], [ %18, %15 ]
  %23 = call i256 @llvm.bswap.i256(i256 4369)
  %24 = getelementptr inbounds i8, ptr %0, i64 40
  %25 = load ptr, ptr %24, align 8, !invariant.load !1
  %26 = getelementptr inbounds i8, ptr %25, i64 0
  store i256 %23, ptr %26, align 1
  %27 = call i256 @llvm.bswap.i256(i256 8738)
  %28 = getelementptr inbounds i8, ptr %25, i64 32
  store i256 %27, ptr %28, align 1
  %29 = getelementptr inbounds i8, ptr %25, i64 95
  store i8 -1, ptr %29, align 1
  %30 = getelementptr inbounds i8, ptr %25, i64 0
  %31 = load i256, ptr %30, align 1
  %32 = call i256 @llvm.bswap.i256(i256 %31)
  %33 = getelementptr inbounds i8, ptr %25, i64 32
  %34 = load i256, ptr %33, align 1
  %35 = call i256 @llvm.bswap.i256(i256 %34)
  %36 = add i256 %35, %32
  %37 = getelementptr inbounds i8, ptr %0, i64 48
  %38 = load i64, ptr %37, align 8
  %39 = zext i64 %38 to i256
  %40 = trunc i256 %39 to i64
  %41 = zext i64 %22 to i256
  %42 = icmp uge i256 %39, %41
  br i1 %42, label %46, label %59, !prof !0

43:                                               ; preds = %110, %97, %59, %46, %15
  %44 = getelementptr inbounds i8, ptr %0, i64 128
  %45 = load i32, ptr %44, align 4
  ret i32 %45

46:                                               ; preds = %20
  %47 = lshr i256 %39, 64
  %48 = trunc i256 %47 to i64
  %49 = lshr i256 %39, 128
  %50 = trunc i256 %49 to i64
  %51 = or i64 %48, %50
  %52 = lshr i256 %39, 192
  %53 = trunc i256 %52 to i64
  %54 = or i64 %51, %53
  %55 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %21, i64 %40, i64 %54)
  %56 = extractvalue { i64, i64 } %55, 0
  %57 = extractvalue { i64, i64 } %55, 1
  %58 = icmp slt i64 %56, 0
  br i1 %58, label %43, label %59, !prof !0

59:                                               ; preds = %46, %20
  %60 = phi i64 [ %21, %20 ], [ %56, %46 ]
  %61 = phi i64 [ %22, %20 ], [ %57, %46 ]
  %62 = call i256 @llvm.bswap.i256(i256 %36)
  %63 = getelementptr inbounds i8, ptr %25, i64 %40
  store i256 %62, ptr %63, align 1
  %64 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 256, ptr %64, align 8
  %65 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %65, align 8
  %66 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 64, ptr %66, align 8
  %67 = getelementptr inbounds i8, ptr %0, i64 152
  %68 = load ptr, ptr %67, align 8, !invariant.load !1
  %69 = getelementptr inbounds i8, ptr %68, i64 216
  %70 = load ptr, ptr %69, align 8, !invariant.load !1
  %71 = call i64 %70(ptr %0, i64 %60)
  %72 = icmp slt i64 %71, 0
  br i1 %72, label %43, label %73, !prof !0

73:                                               ; preds = %59
  %74 = getelementptr inbounds i8, ptr %0, i64 48
  %75 = load i64, ptr %74, align 8
  %76 = call i64 @llvm.usub.sat.i64(i64 %75, i64 31)
  %77 = getelementptr inbounds i8, ptr %0, i64 64
  %78 = load i64, ptr %77, align 8, !invariant.load !1
  %79 = call i64 @llvm.usub.sat.i64(i64 %78, i64 31)
  %80 = zext i64 %79 to i256
  %81 = icmp uge i256 0, %80
  br i1 %81, label %88, label %82, !prof !0

82:                                               ; preds = %73
  %83 = getelementptr inbounds i8, ptr %0, i64 56
  %84 = load ptr, ptr %83, align 8, !invariant.load !1
  %85 = getelementptr inbounds i8, ptr %84, i64 0
  %86 = load i256, ptr %85, align 1
  %87 = call i256 @llvm.bswap.i256(i256 %86)
  br label %92

88:                                               ; preds = %73
  %89 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %89, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %90 = getelementptr inbounds i8, ptr %0, i64 320
  %91 = load i256, ptr %90, align 8
  br label %92

92:                                               ; preds = %88, %82
  %93 = phi i256 [ %87, %82 ], [ %91, %88 ]
  %94 = trunc i256 %93 to i64
  %95 = zext i64 %76 to i256
  %96 = icmp uge i256 %93, %95
  br i1 %96, label %97, label %110, !prof !0

97:                                               ; preds = %92
  %98 = lshr i256 %93, 64
  %99 = trunc i256 %98 to i64
  %100 = lshr i256 %93, 128
  %101 = trunc i256 %100 to i64
  %102 = or i64 %99, %101
  %103 = lshr i256 %93, 192
  %104 = trunc i256 %103 to i64
  %105 = or i64 %102, %104
  %106 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %71, i64 %94, i64 %105)
  %107 = extractvalue { i64, i64 } %106, 0
  %108 = extractvalue { i64, i64 } %106, 1
  %109 = icmp slt i64 %107, 0
  br i1 %109, label %43, label %110, !prof !0

110:                                              ; preds = %97, %92
  %111 = phi i64 [ %71, %92 ], [ %107, %97 ]
  %112 = phi i64 [ %76, %92 ], [ %108, %97 ]
  %113 = getelementptr inbounds i8, ptr %25, i64 %94
  %114 = load i256, ptr %113, align 1
  %115 = call i256 @llvm.bswap.i256(i256 %114)
  %116 = getelementptr inbounds i8, ptr %0, i64 48
  %117 = load i64, ptr %116, align 8
  %118 = zext i64 %117 to i256
  %119 = add i256 %118, %115
  %120 = call i256 @llvm.bswap.i256(i256 %119)
  %121 = getelementptr inbounds i8, ptr %25, i64 0
  store i256 %120, ptr %121, align 1
  %122 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %122, align 8
  %123 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %123, align 8
  %124 = getelementptr inbounds i8, ptr %0, i64 152
  %125 = load ptr, ptr %124, align 8, !invariant.load !1
  %126 = getelementptr inbounds i8, ptr %125, i64 360
  %127 = load ptr, ptr %126, align 8, !invariant.load !1
  %128 = call i64 %127(ptr %0, i64 %111)
  %129 = icmp slt i64 %128, 0
  br i1 %129, label %43, label %130, !prof !0

130:                                              ; preds = %110
  store i64 %128, ptr %0, align 8
  ret i32 0
}
