define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 7
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %23, label %24, !prof !0

10:                                               ; preds = %71, %40
  %11 = phi i64 [ %8, %40 ], [ %21, %71 ]
  %12 = phi i64 [ %7, %40 ], [ %12, %71 ]
  %13 = phi i256 [ %41, %40 ], [ %73, %71 ]
  %14 = phi i256 [ 0, %40 ], [ %72, %71 ]
  %15 = sub i64 %11, 20
  %16 = icmp slt i64 %15, 0
  br i1 %16, label %23, label %42, !prof !0

17:                                               ; preds = %42
  %18 = sub i64 %15, 11
  %19 = icmp slt i64 %18, 0
  br i1 %19, label %23, label %44, !prof !0

20:                                               ; preds = %42
  %21 = sub i64 %15, 32
  %22 = icmp slt i64 %21, 0
  br i1 %22, label %23, label %71, !prof !0

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
  br i1 %43, label %17, label %20

44:                                               ; preds = %17
  %45 = zext i64 %12 to i256
  %46 = icmp uge i256 0, %45
  br i1 %46, label %47, label %52, !prof !0

47:                                               ; preds = %44
  %48 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %18, i64 0, i64 0)
  %49 = extractvalue { i64, i64 } %48, 0
  %50 = extractvalue { i64, i64 } %48, 1
  %51 = icmp slt i64 %49, 0
  br i1 %51, label %67, label %52, !prof !0

52:                                               ; preds = %47, %44
  %53 = phi i64 [ %18, %44 ], [ %49, %47 ]
  %54 = phi i64 [ %12, %44 ], [ %50, %47 ]
  %55 = call i256 @llvm.bswap.i256(i256 %14)
  %56 = getelementptr inbounds i8, ptr %0, i64 40
  %57 = load ptr, ptr %56, align 8, !invariant.load !1
  %58 = getelementptr inbounds i8, ptr %57, i64 0
  store i256 %55, ptr %58, align 1
  %59 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %59, align 8
  %60 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %60, align 8
  %61 = getelementptr inbounds i8, ptr %0, i64 152
  %62 = load ptr, ptr %61, align 8, !invariant.load !1
  %63 = getelementptr inbounds i8, ptr %62, i64 360
  %64 = load ptr, ptr %63, align 8, !invariant.load !1
  %65 = call i64 %64(ptr %0, i64 %53)
  %66 = icmp slt i64 %65, 0
  br i1 %66, label %67, label %70, !prof !0

67:                                               ; preds = %52, %47
  %68 = getelementptr inbounds i8, ptr %0, i64 128
  %69 = load i32, ptr %68, align 4
  ret i32 %69

70:                                               ; preds = %52
  store i64 %65, ptr %0, align 8
  ret i32 0

71:                                               ; preds = %20
  %72 = add i256 %13, %14
  %73 = sub i256 %13, 1
  br label %10
}
