define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 17
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %23, label %24, !prof !0

10:                                               ; preds = %28, %24
  %11 = phi i64 [ %8, %24 ], [ %18, %28 ]
  %12 = phi i64 [ %7, %24 ], [ %12, %28 ]
  %13 = phi i256 [ 3, %24 ], [ %26, %28 ]
  %14 = phi i256 [ 9, %24 ], [ 18, %28 ]
  %15 = sub i64 %11, 20
  %16 = icmp slt i64 %15, 0
  br i1 %16, label %23, label %25, !prof !0

17:                                               ; preds = %25
  %18 = sub i64 %15, 18
  %19 = icmp slt i64 %18, 0
  br i1 %19, label %23, label %28, !prof !0

20:                                               ; preds = %25
  %21 = sub i64 %15, 11
  %22 = icmp slt i64 %21, 0
  br i1 %22, label %23, label %29, !prof !0

23:                                               ; preds = %20, %17, %10, %4
  ret i32 3

24:                                               ; preds = %4
  br label %10

25:                                               ; preds = %10
  %26 = mul i256 %13, %13
  %27 = icmp eq i256 %14, 9
  br i1 %27, label %17, label %20

28:                                               ; preds = %17
  br label %10

29:                                               ; preds = %20
  %30 = zext i64 %12 to i256
  %31 = icmp uge i256 0, %30
  br i1 %31, label %32, label %37, !prof !0

32:                                               ; preds = %29
  %33 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %21, i64 0, i64 0)
  %34 = extractvalue { i64, i64 } %33, 0
  %35 = extractvalue { i64, i64 } %33, 1
  %36 = icmp slt i64 %34, 0
  br i1 %36, label %52, label %37, !prof !0

37:                                               ; preds = %32, %29
  %38 = phi i64 [ %21, %29 ], [ %34, %32 ]
  %39 = phi i64 [ %12, %29 ], [ %35, %32 ]
  %40 = call i256 @llvm.bswap.i256(i256 %26)
  %41 = getelementptr inbounds i8, ptr %0, i64 40
  %42 = load ptr, ptr %41, align 8, !invariant.load !1
  %43 = getelementptr inbounds i8, ptr %42, i64 0
  store i256 %40, ptr %43, align 1
  %44 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %44, align 8
  %45 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %45, align 8
  %46 = getelementptr inbounds i8, ptr %0, i64 152
  %47 = load ptr, ptr %46, align 8, !invariant.load !1
  %48 = getelementptr inbounds i8, ptr %47, i64 360
  %49 = load ptr, ptr %48, align 8, !invariant.load !1
  %50 = call i64 %49(ptr %0, i64 %38)
  %51 = icmp slt i64 %50, 0
  br i1 %51, label %52, label %55, !prof !0

52:                                               ; preds = %37, %32
  %53 = getelementptr inbounds i8, ptr %0, i64 128
  %54 = load i32, ptr %53, align 4
  ret i32 %54

55:                                               ; preds = %37
  store i64 %50, ptr %0, align 8
  ret i32 0
}
