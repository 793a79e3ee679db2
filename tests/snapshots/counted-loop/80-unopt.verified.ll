define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 7
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %23, label %24, !prof !0

10:                                               ; preds = %44, %40
  %11 = phi i64 [ %8, %40 ], [ %18, %44 ]
  %12 = phi i64 [ %7, %40 ], [ %12, %44 ]
  %13 = phi i256 [ %41, %40 ], [ %46, %44 ]
  %14 = phi i256 [ 0, %40 ], [ %45, %44 ]
  %15 = sub i64 %11, 20
  %16 = icmp slt i64 %15, 0
  br i1 %16, label %23, label %42, !prof !0

17:                                               ; preds = %42
  %18 = sub i64 %15, 32
  %19 = icmp slt i64 %18, 0
  br i1 %19, label %23, label %44, !prof !0

20:                                               ; preds = %42
  %21 = sub i64 %15, 11
  %22 = icmp slt i64 %21, 0
  br i1 %22, label %23, label %47, !prof !0

23:                                               ; preds = %20, %17, %10, %4
  ret i32 3

24:                                               ; preds = %4
  %25 = getelementptr inbounds i8, ptr %0, i64 64
  %26 = load i64, ptr %25, align 8, !invariant.load !1
  %27 = call i64 @llvm.usub.sat.i64(i64 %26, i64 31)
  %28 = zext i64 %27 to i256
  %29 = icmp uge i256 0, %28
  br i1 %29, label %36, label %30, !prof !0

30:                                               ; preds = %24
  %31 = getelementptr inbounds i8, ptr %0, i64 56
  %32 = load ptr, ptr %31, align 8, !invariant.load !1
  %33 = getelementptr inbounds i8, ptr %32, i64 0
  %34 = load i256, ptr %33, align 1
  %35 = call i256 @llvm.bswap.i256(i256 %34)
  br label %40

36:                                               ; preds = %24
  %37 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %37, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %38 = getelementptr inbounds i8, ptr %0, i64 320
  %39 = load i256, ptr %38, align 8
  br label %40

40:                                               ; preds = %36, %30
  %41 = phi i256 [ %35, %30 ], [ %39, %36 ]
  br label %10

42:                                               ; preds = %10
  %43 = icmp eq i256 %13, 0
  br i1 %43, label %20, label %17

44:                                               ; preds = %17
  %45 = add i256 %13, %14
  %46 = sub i256 %13, 1
  br label %10

47:                                               ; preds = %20
  %48 = zext i64 %12 to i256
  %49 = icmp uge i256 0, %48
  br i1 %49, label %50, label %55, !prof !0

50:                                               ; preds = %47
  %51 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %21, i64 0, i64 0)
  %52 = extractvalue { i64, i64 } %51, 0
  %53 = extractvalue { i64, i64 } %51, 1
  %54 = icmp slt i64 %52, 0
  br i1 %54, label %70, label %55, !prof !0

55:                                               ; preds = %50, %47
  %56 = phi i64 [ %21, %47 ], [ %52, %50 ]
  %57 = phi i64 [ %12, %47 ], [ %53, %50 ]
  %58 = call i256 @llvm.bswap.i256(i256 %14)
  %59 = getelementptr inbounds i8, ptr %0, i64 40
  %60 = load ptr, ptr %59, align 8, !invariant.load !1
  %61 = getelementptr inbounds i8, ptr %60, i64 0
  store i256 %58, ptr %61, align 1
  %62 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %62, align 8
  %63 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %63, align 8
  %64 = getelementptr inbounds i8, ptr %0, i64 152
  %65 = load ptr, ptr %64, align 8, !invariant.load !1
  %66 = getelementptr inbounds i8, ptr %65, i64 360
  %67 = load ptr, ptr %66, align 8, !invariant.load !1
  %68 = call i64 %67(ptr %0, i64 %56)
  %69 = icmp slt i64 %68, 0
  br i1 %69, label %70, label %73, !prof !0

70:                                               ; preds = %55, %50
  %71 = getelementptr inbounds i8, ptr %0, i64 128
  %72 = load i32, ptr %71, align 4
  ret i32 %72

73:                                               ; preds = %55
  store i64 %68, ptr %0, align 8
  ret i32 0
}
