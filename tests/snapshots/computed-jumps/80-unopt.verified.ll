define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 31
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %7, label %8, !prof !0

7:                                                ; preds = %4
  ret i32 3

8:                                                ; preds = %4
  %9 = getelementptr inbounds i8, ptr %0, i64 64
  %10 = load i64, ptr %9, align 8, !invariant.load !1
  %11 = call i64 @llvm.usub.sat.i64(i64 %10, i64 31)
  %12 = zext i64 %11 to i256
  %13 = icmp uge i256 0, %12
  br i1 %13, label %20, label %14, !prof !0

14:                                               ; preds = %8
  %15 = getelementptr inbounds i8, ptr %0, i64 56
  %16 = load ptr, ptr %15, align 8, !invariant.load !1
  %17 = getelementptr inbounds i8, ptr %16, i64 0
  %18 = load i256, ptr %17, align 1
  %19 = call i256 @llvm.bswap.i256(i256 %18)
  br label %24

20:                                               ; preds = %8
  %21 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %21, align 8
  call preserve_mostcc void @calldataload(ptr %0)
  %22 = getelementptr inbounds i8, ptr %0, i64 320
  %23 = load i256, ptr %22, align 8
  br label %24

24:                                               ; preds = %20, %14
  %25 = phi i256 [ %19, %14 ], [ %23, %20 ]
  %26 = and i256 %25, 3
  %27 = shl i256 %26, 2
  %28 = add i256 %27, 13
  %29 = icmp uge i256 %28, 25
  br i1 %29, label %37, label %30, !prof !0

30:                                               ; preds = %24
  %31 = trunc i256 %28 to i64
  %32 = getelementptr inbounds i8, ptr %0, i64 144
  %33 = load ptr, ptr %32, align 8, !invariant.load !1
  %34 = getelementptr inbounds ptr, ptr %33, i64 %31
  %35 = load ptr, ptr %34, align 8
  %36 = musttail call preserve_nonecc i32 %35(ptr %0, ptr %1, i64 %5, i64 %31)
  ret i32 %36

37:                                               ; preds = %24
  ret i32 8
}
define internal preserve_nonecc i32 @r1.pc_0xd(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 1
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %7, label %8, !prof !0

7:                                                ; preds = %4
  ret i32 3

8:                                                ; preds = %4
  store i64 %5, ptr %0, align 8
  ret i32 0
}
define internal preserve_nonecc i32 @r2.pc_0x11(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = ptrtoint ptr %1 to i64
  %6 = getelementptr inbounds i8, ptr %0, i64 32
  %7 = load i64, ptr %6, align 8, !invariant.load !1
  %8 = add i64 %5, 32
  %9 = icmp ugt i64 %8, %7
  br i1 %9, label %10, label %13, !prof !0

10:                                               ; preds = %4
  %11 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %11, align 8
  store i64 %2, ptr %0, align 8
  %12 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 17, ptr %12, align 8
  ret i32 256

13:                                               ; preds = %4
  %14 = sub i64 %2, 4
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %17, !prof !0

16:                                               ; preds = %13
  ret i32 3

17:                                               ; preds = %13
  ret i32 4
}
define internal preserve_nonecc i32 @r3.pc_0x15(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
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
  store i64 21, ptr %12, align 8
  ret i32 256

13:                                               ; preds = %4
  %14 = sub i64 %2, 5
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
