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

43:                                               ; preds = %118, %105, %72, %67, %46, %15
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
  %64 = call i64 @llvm.usub.sat.i64(i64 %61, i64 32)
  %65 = zext i64 %64 to i256
  %66 = icmp uge i256 256, %65
  br i1 %66, label %67, label %72, !prof !0

67:                                               ; preds = %59
  %68 = call preserve_mostcc { i64, i64 } @grow.64(ptr %0, i64 %60, i64 256, i64 0)
  %69 = extractvalue { i64, i64 } %68, 0
  %70 = extractvalue { i64, i64 } %68, 1
  %71 = icmp slt i64 %69, 0
  br i1 %71, label %43, label %72, !prof !0

72:                                               ; preds = %67, %59
  %73 = phi i64 [ %60, %59 ], [ %69, %67 ]
  %74 = phi i64 [ %61, %59 ], [ %70, %67 ]
  %75 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 256, ptr %75, align 8
  %76 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %76, align 8
  %77 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 64, ptr %77, align 8
  %78 = getelementptr inbounds i8, ptr %0, i64 152
  %79 = load ptr, ptr %78, align 8, !invariant.load !1
  %80 = getelementptr inbounds i8, ptr %79, i64 216
  %81 = load ptr, ptr %80, align 8, !invariant.load !1
  %82 = call i64 %81(ptr %0, i64 %73)
  %83 = icmp slt i64 %82, 0
  br i1 %83, label %43, label %84, !prof !0

84:                                               ; preds = %72
  %85 = getelementptr inbounds i8, ptr %0, i64 64
  %86 = load i64, ptr %85, align 8, !invariant.load !1
  %87 = call i64 @llvm.usub.sat.i64(i64 %86, i64 31)
  %88 = zext i64 %87 to i256
  %89 = icmp uge i256 0, %88
  br i1 %89, label %96, label %90, !prof !0

90:                                               ; preds = %84
  %91 = getelementptr inbounds i8, ptr %0, i64 56
  %92 = load ptr, ptr %91, align 8, !invariant.load !1
  %93 = getelementptr inbounds i8, ptr %92, i64 0
  %94 = load i256, ptr %93, align 1
  %95 = call i256 @llvm.bswap.i256(i256 %94)
  br label %100

96:                                               ; preds = %84
  %97 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %97, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %98 = getelementptr inbounds i8, ptr %0, i64 320
  %99 = load i256, ptr %98, align 8
  br label %100

100:                                              ; preds = %96, %90
  %101 = phi i256 [ %95, %90 ], [ %99, %96 ]
  %102 = trunc i256 %101 to i64
  %103 = zext i64 %74 to i256
  %104 = icmp uge i256 %101, %103
  br i1 %104, label %105, label %118, !prof !0

105:                                              ; preds = %100
  %106 = lshr i256 %101, 64
  %107 = trunc i256 %106 to i64
  %108 = lshr i256 %101, 128
  %109 = trunc i256 %108 to i64
  %110 = or i64 %107, %109
  %111 = lshr i256 %101, 192
  %112 = trunc i256 %111 to i64
  %113 = or i64 %110, %112
  %114 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %82, i64 %102, i64 %113)
  %115 = extractvalue { i64, i64 } %114, 0
  %116 = extractvalue { i64, i64 } %114, 1
  %117 = icmp slt i64 %115, 0
  br i1 %117, label %43, label %118, !prof !0

118:                                              ; preds = %105, %100
  %119 = phi i64 [ %82, %100 ], [ %115, %105 ]
  %120 = phi i64 [ %74, %100 ], [ %116, %105 ]
  %121 = getelementptr inbounds i8, ptr %25, i64 %102
  %122 = load i256, ptr %121, align 1
  %123 = call i256 @llvm.bswap.i256(i256 %122)
  %124 = getelementptr inbounds i8, ptr %0, i64 48
  %125 = load i64, ptr %124, align 8
  %126 = zext i64 %125 to i256
  %127 = add i256 %126, %123
  %128 = call i256 @llvm.bswap.i256(i256 %127)
  %129 = getelementptr inbounds i8, ptr %25, i64 0
  store i256 %128, ptr %129, align 1
  %130 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %130, align 8
  %131 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %131, align 8
  %132 = getelementptr inbounds i8, ptr %0, i64 152
  %133 = load ptr, ptr %132, align 8, !invariant.load !1
  %134 = getelementptr inbounds i8, ptr %133, i64 360
  %135 = load ptr, ptr %134, align 8, !invariant.load !1
  %136 = call i64 %135(ptr %0, i64 %119)
  %137 = icmp slt i64 %136, 0
  br i1 %137, label %43, label %138, !prof !0

138:                                              ; preds = %118
  store i64 %136, ptr %0, align 8
  ret i32 0
}
