define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 167
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %16, label %17, !prof !0

10:                                               ; preds = %50
  %11 = sub i64 %8, 10
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %16, label %94, !prof !0

13:                                               ; preds = %50
  %14 = sub i64 %8, 1
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %121, !prof !0

16:                                               ; preds = %13, %10, %4
  ret i32 3

17:                                               ; preds = %4
  %18 = getelementptr inbounds i8, ptr %0, i64 64
  %19 = load i64, ptr %18, align 8, !invariant.load !1
  %20 = call i64 @llvm.usub.sat.i64(i64 %19, i64 31)
  %21 = zext i64 %20 to i256
  %22 = icmp uge i256 0, %21
  br i1 %22, label %29, label %23, !prof !0

23:                                               ; preds = %17
  %24 = getelementptr inbounds i8, ptr %0, i64 56
  %25 = load ptr, ptr %24, align 8, !invariant.load !1
  %26 = getelementptr inbounds i8, ptr %25, i64 0
  %27 = load i256, ptr %26, align 1
  %28 = call i256 @llvm.bswap.i256(i256 %27)
  br label %33

29:                                               ; preds = %17
  %30 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %30, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %31 = getelementptr inbounds i8, ptr %0, i64 320
  %32 = load i256, ptr %31, align 8
  br label %33

33:                                               ; preds = %29, %23
  %34 = phi i256 [ %28, %23 ], [ %32, %29 ]
  %35 = getelementptr inbounds i8, ptr %0, i64 64
  %36 = load i64, ptr %35, align 8, !invariant.load !1
  %37 = call i64 @llvm.usub.sat.i64(i64 %36, i64 31)
  %38 = zext i64 %37 to i256
  %39 = icmp uge i256 32, %38
  br i1 %39, label %46, label %40, !prof !0

40:                                               ; preds = %33
  %41 = getelementptr inbounds i8, ptr %0, i64 56
  %42 = load ptr, ptr %41, align 8, !invariant.load !1
  %43 = getelementptr inbounds i8, ptr %42, i64 32
  %44 = load i256, ptr %43, align 1
  %45 = call i256 @llvm.bswap.i256(i256 %44)
  br label %50

46:                                               ; preds = %33
  %47 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 32, ptr %47, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %48 = getelementptr inbounds i8, ptr %0, i64 320
  %49 = load i256, ptr %48, align 8
  br label %50

50:                                               ; preds = %46, %40
  %51 = phi i256 [ %45, %40 ], [ %49, %46 ]
  %52 = icmp ult i256 %51, %34
  %53 = icmp ugt i256 %51, %34
  %54 = or i1 %53, %52
  %55 = icmp slt i256 %51, %34
  %56 = and i1 %55, %54
  %57 = icmp sgt i256 %51, %34
  %58 = xor i1 %57, %56
  %59 = zext i1 %58 to i256
  %60 = icmp eq i256 %51, %34
  %61 = zext i1 %60 to i256
  %62 = add i256 %61, %59
  %63 = xor i256 %34, -1
  %64 = add i256 %63, %62
  %65 = trunc i256 %51 to i64
  %66 = shl i64 %65, 3
  %67 = sub i64 248, %66
  %68 = and i64 %67, 248
  %69 = call preserve_mostcc i256 @variable.shr(i64 %68, i256 %34)
  %70 = and i256 %69, 255
  %71 = icmp ult i256 %51, 32
  %72 = select i1 %71, i256 %70, i256 0
  %73 = add i256 %72, %64
  %74 = icmp ult i256 %51, 256
  %75 = select i1 %74, i256 %51, i256 255
  %76 = trunc i256 %75 to i64
  %77 = call preserve_mostcc i256 @variable.shl(i64 %76, i256 %34)
  %78 = select i1 %74, i256 %77, i256 0
  %79 = add i256 %78, %73
  %80 = icmp ult i256 %51, 256
  %81 = select i1 %80, i256 %51, i256 255
  %82 = trunc i256 %81 to i64
  %83 = call preserve_mostcc i256 @variable.shr(i64 %82, i256 %34)
  %84 = select i1 %80, i256 %83, i256 0
  %85 = add i256 %84, %79
  %86 = icmp ult i256 %51, 256
  %87 = select i1 %86, i256 %51, i256 255
  %88 = trunc i256 %87 to i64
  %89 = call preserve_mostcc i256 @variable.sar(i64 %88, i256 %34)
  %90 = add i256 %89, %85
  %91 = call i256 @llvm.ctlz.i256(i256 %34, i1 false)
  %92 = add i256 %91, %90
  %93 = icmp ult i256 %51, %34
  br i1 %93, label %10, label %13

94:                                               ; preds = %10
  %95 = zext i64 %7 to i256
  %96 = icmp uge i256 0, %95
  br i1 %96, label %97, label %102, !prof !0

97:                                               ; preds = %94
  %98 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %11, i64 0, i64 0)
  %99 = extractvalue { i64, i64 } %98, 0
  %100 = extractvalue { i64, i64 } %98, 1
  %101 = icmp slt i64 %99, 0
  br i1 %101, label %117, label %102, !prof !0

102:                                              ; preds = %97, %94
  %103 = phi i64 [ %11, %94 ], [ %99, %97 ]
  %104 = phi i64 [ %7, %94 ], [ %100, %97 ]
  %105 = call i256 @llvm.bswap.i256(i256 %92)
  %106 = getelementptr inbounds i8, ptr %0, i64 40
  %107 = load ptr, ptr %106, align 8, !invariant.load !1
  %108 = getelementptr inbounds i8, ptr %107, i64 0
  store i256 %105, ptr %108, align 1
  %109 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %109, align 8
  %110 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %110, align 8
  %111 = getelementptr inbounds i8, ptr %0, i64 152
  %112 = load ptr, ptr %111, align 8, !invariant.load !1
  %113 = getelementptr inbounds i8, ptr %112, i64 360
  %114 = load ptr, ptr %113, align 8, !invariant.load !1
  %115 = call i64 %114(ptr %0, i64 %103)
  %116 = icmp slt i64 %115, 0
  br i1 %116, label %117, label %120, !prof !0

117:                                              ; preds = %102, %97
  %118 = getelementptr inbounds i8, ptr %0, i64 128
  %119 = load i32, ptr %118, align 4
  ret i32 %119

120:                                              ; preds = %102
  store i64 %115, ptr %0, align 8
  ret i32 0

121:                                              ; preds = %13
  store i64 %14, ptr %0, align 8
  ret i32 0
}
