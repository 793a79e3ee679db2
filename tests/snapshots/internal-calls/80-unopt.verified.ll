define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 86
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %10, label %11, !prof !0

10:                                               ; preds = %4
  ret i32 3

11:                                               ; preds = %4
  %12 = zext i64 %7 to i256
  %13 = icmp uge i256 0, %12
  br i1 %13, label %14, label %19, !prof !0

14:                                               ; preds = %11
  %15 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %8, i64 0, i64 0)
  %16 = extractvalue { i64, i64 } %15, 0
  %17 = extractvalue { i64, i64 } %15, 1
  %18 = icmp slt i64 %16, 0
  br i1 %18, label %34, label %19, !prof !0

19:                                               ; preds = %14, %11
  %20 = phi i64 [ %8, %11 ], [ %16, %14 ]
  %21 = phi i64 [ %7, %11 ], [ %17, %14 ]
  %22 = call i256 @llvm.bswap.i256(i256 81)
  %23 = getelementptr inbounds i8, ptr %0, i64 40
  %24 = load ptr, ptr %23, align 8, !invariant.load !1
  %25 = getelementptr inbounds i8, ptr %24, i64 0
  store i256 %22, ptr %25, align 1
  %26 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %26, align 8
  %27 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %27, align 8
  %28 = getelementptr inbounds i8, ptr %0, i64 152
  %29 = load ptr, ptr %28, align 8, !invariant.load !1
  %30 = getelementptr inbounds i8, ptr %29, i64 360
  %31 = load ptr, ptr %30, align 8, !invariant.load !1
  %32 = call i64 %31(ptr %0, i64 %20)
  %33 = icmp slt i64 %32, 0
  br i1 %33, label %34, label %37, !prof !0

34:                                               ; preds = %19, %14
  %35 = getelementptr inbounds i8, ptr %0, i64 128
  %36 = load i32, ptr %35, align 4
  ret i32 %36

37:                                               ; preds = %19
  store i64 %32, ptr %0, align 8
  ret i32 0
}
