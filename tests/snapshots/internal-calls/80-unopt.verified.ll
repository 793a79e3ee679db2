define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 17
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %23, label %24, !prof !0

10:                                               ; preds = %55, %24
  %11 = phi i64 [ %8, %24 ], [ %21, %55 ]
  %12 = phi i64 [ %7, %24 ], [ %12, %55 ]
  %13 = phi i256 [ 3, %24 ], [ %26, %55 ]
  %14 = phi i256 [ 9, %24 ], [ 18, %55 ]
  %15 = sub i64 %11, 20
  %16 = icmp slt i64 %15, 0
  br i1 %16, label %23, label %25, !prof !0

17:                                               ; preds = %25
  %18 = sub i64 %15, 11
  %19 = icmp slt i64 %18, 0
  br i1 %19, label %23, label %28, !prof !0

20:                                               ; preds = %25
  %21 = sub i64 %15, 18
  %22 = icmp slt i64 %21, 0
  br i1 %22, label %23, label %55, !prof !0

23:                                               ; preds = %20, %17, %10, %4
  ret i32 3

24:                                               ; preds = %4
  br label %10

25:                                               ; preds = %10
  %26 = mul i256 %13, %13
  %27 = icmp eq i256 %14, 9
  br i1 %27, label %20, label %17

28:                                               ; preds = %17
  %29 = zext i64 %12 to i256
  %30 = icmp uge i256 0, %29
  br i1 %30, label %31, label %36, !prof !0

31:                                               ; preds = %28
  %32 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %18, i64 0, i64 0)
  %33 = extractvalue { i64, i64 } %32, 0
  %34 = extractvalue { i64, i64 } %32, 1
  %35 = icmp slt i64 %33, 0
  br i1 %35, label %51, label %36, !prof !0

36:                                               ; preds = %31, %28
  %37 = phi i64 [ %18, %28 ], [ %33, %31 ]
  %38 = phi i64 [ %12, %28 ], [ %34, %31 ]
  %39 = call i256 @llvm.bswap.i256(i256 %26)
  %40 = getelementptr inbounds i8, ptr %0, i64 40
  %41 = load ptr, ptr %40, align 8, !invariant.load !1
  %42 = getelementptr inbounds i8, ptr %41, i64 0
  store i256 %39, ptr %42, align 1
  %43 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %43, align 8
  %44 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %44, align 8
  %45 = getelementptr inbounds i8, ptr %0, i64 152
  %46 = load ptr, ptr %45, align 8, !invariant.load !1
  %47 = getelementptr inbounds i8, ptr %46, i64 360
  %48 = load ptr, ptr %47, align 8, !invariant.load !1
  %49 = call i64 %48(ptr %0, i64 %37)
  %50 = icmp slt i64 %49, 0
  br i1 %50, label %51, label %54, !prof !0

51:                                               ; preds = %36, %31
  %52 = getelementptr inbounds i8, ptr %0, i64 128
  %53 = load i32, ptr %52, align 4
  ret i32 %53

54:                                               ; preds = %36
  store i64 %49, ptr %0, align 8
  ret i32 0

55:                                               ; preds = %20
  br label %10
}
