define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 19
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
  store i256 9, ptr %1, align 8
  %26 = getelementptr inbounds i8, ptr %1, i64 32
  store i256 %25, ptr %26, align 8
  %27 = getelementptr inbounds i8, ptr %1, i64 64
  %28 = musttail call preserve_nonecc i32 @r2.pc_0x10(ptr %0, ptr %27, i64 %5, i64 16)
  ret i32 %28
}
define internal preserve_nonecc i32 @r1.pc_0x9(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = ptrtoint ptr %1 to i64
  %9 = getelementptr inbounds i8, ptr %0, i64 16
  %10 = load i64, ptr %9, align 8, !invariant.load !1
  %11 = sub i64 %8, 32
  %12 = icmp ult i64 %11, %10
  %13 = getelementptr inbounds i8, ptr %0, i64 32
  %14 = load i64, ptr %13, align 8, !invariant.load !1
  %15 = add i64 %8, 32
  %16 = icmp ugt i64 %15, %14
  %17 = or i1 %12, %16
  br i1 %17, label %18, label %21, !prof !0

18:                                               ; preds = %4
  %19 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %19, align 8
  store i64 %2, ptr %0, align 8
  %20 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 9, ptr %20, align 8
  ret i32 256

21:                                               ; preds = %4
  %22 = sub i64 %2, 11
  %23 = icmp slt i64 %22, 0
  br i1 %23, label %24, label %25, !prof !0

24:                                               ; preds = %21
  ret i32 3

25:                                               ; preds = %21
  %26 = getelementptr inbounds i8, ptr %1, i64 -32
  %27 = load i256, ptr %26, align 8
  %28 = zext i64 %7 to i256
  %29 = icmp uge i256 0, %28
  br i1 %29, label %30, label %35, !prof !0

30:                                               ; preds = %25
  %31 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %22, i64 0, i64 0)
  %32 = extractvalue { i64, i64 } %31, 0
  %33 = extractvalue { i64, i64 } %31, 1
  %34 = icmp slt i64 %32, 0
  br i1 %34, label %50, label %35, !prof !0

35:                                               ; preds = %30, %25
  %36 = phi i64 [ %22, %25 ], [ %32, %30 ]
  %37 = phi i64 [ %7, %25 ], [ %33, %30 ]
  %38 = call i256 @llvm.bswap.i256(i256 %27)
  %39 = getelementptr inbounds i8, ptr %0, i64 40
  %40 = load ptr, ptr %39, align 8, !invariant.load !1
  %41 = getelementptr inbounds i8, ptr %40, i64 0
  store i256 %38, ptr %41, align 1
  %42 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %42, align 8
  %43 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %43, align 8
  %44 = getelementptr inbounds i8, ptr %0, i64 152
  %45 = load ptr, ptr %44, align 8, !invariant.load !1
  %46 = getelementptr inbounds i8, ptr %45, i64 360
  %47 = load ptr, ptr %46, align 8, !invariant.load !1
  %48 = call i64 %47(ptr %0, i64 %36)
  %49 = icmp slt i64 %48, 0
  br i1 %49, label %50, label %53, !prof !0

50:                                               ; preds = %35, %30
  %51 = getelementptr inbounds i8, ptr %0, i64 128
  %52 = load i32, ptr %51, align 4
  ret i32 %52

53:                                               ; preds = %35
  store i64 %48, ptr %0, align 8
  ret i32 0
}
define internal preserve_nonecc i32 @r2.pc_0x10(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = ptrtoint ptr %1 to i64
  %6 = getelementptr inbounds i8, ptr %0, i64 16
  %7 = load i64, ptr %6, align 8, !invariant.load !1
  %8 = sub i64 %5, 64
  %9 = icmp ult i64 %8, %7
  %10 = getelementptr inbounds i8, ptr %0, i64 32
  %11 = load i64, ptr %10, align 8, !invariant.load !1
  %12 = add i64 %5, 96
  %13 = icmp ugt i64 %12, %11
  %14 = or i1 %9, %13
  br i1 %14, label %21, label %24, !prof !0

15:                                               ; preds = %28
  %16 = sub i64 %25, 24
  %17 = icmp slt i64 %16, 0
  br i1 %17, label %27, label %32, !prof !0

18:                                               ; preds = %28
  %19 = sub i64 %25, 16
  %20 = icmp slt i64 %19, 0
  br i1 %20, label %27, label %39, !prof !0

21:                                               ; preds = %4
  %22 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %22, align 8
  store i64 %2, ptr %0, align 8
  %23 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 16, ptr %23, align 8
  ret i32 256

24:                                               ; preds = %4
  %25 = sub i64 %2, 17
  %26 = icmp slt i64 %25, 0
  br i1 %26, label %27, label %28, !prof !0

27:                                               ; preds = %18, %15, %24
  ret i32 3

28:                                               ; preds = %24
  %29 = getelementptr inbounds i8, ptr %1, i64 -32
  %30 = load i256, ptr %29, align 8
  %31 = icmp ne i256 %30, 0
  br i1 %31, label %15, label %18

32:                                               ; preds = %15
  %33 = getelementptr inbounds i8, ptr %1, i64 -32
  %34 = load i256, ptr %33, align 8
  %35 = sub i256 %34, 1
  store i256 39, ptr %1, align 8
  %36 = getelementptr inbounds i8, ptr %1, i64 32
  store i256 %35, ptr %36, align 8
  %37 = getelementptr inbounds i8, ptr %1, i64 64
  %38 = musttail call preserve_nonecc i32 @r2.pc_0x10(ptr %0, ptr %37, i64 %16, i64 16)
  ret i32 %38

39:                                               ; preds = %18
  %40 = getelementptr inbounds i8, ptr %1, i64 -64
  %41 = load i256, ptr %40, align 8
  %42 = getelementptr inbounds i8, ptr %1, i64 -64
  store i256 1, ptr %42, align 8
  %43 = icmp uge i256 %41, 43
  br i1 %43, label %52, label %44, !prof !0

44:                                               ; preds = %39
  %45 = trunc i256 %41 to i64
  %46 = getelementptr inbounds i8, ptr %0, i64 144
  %47 = load ptr, ptr %46, align 8, !invariant.load !1
  %48 = getelementptr inbounds ptr, ptr %47, i64 %45
  %49 = load ptr, ptr %48, align 8
  %50 = getelementptr inbounds i8, ptr %1, i64 -32
  %51 = musttail call preserve_nonecc i32 %49(ptr %0, ptr %50, i64 %19, i64 %45)
  ret i32 %51

52:                                               ; preds = %39
  ret i32 8
}
define internal preserve_nonecc i32 @r3.pc_0x27(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = ptrtoint ptr %1 to i64
  %6 = getelementptr inbounds i8, ptr %0, i64 16
  %7 = load i64, ptr %6, align 8, !invariant.load !1
  %8 = sub i64 %5, 96
  %9 = icmp ult i64 %8, %7
  br i1 %9, label %10, label %13, !prof !0

10:                                               ; preds = %4
  %11 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %11, align 8
  store i64 %2, ptr %0, align 8
  %12 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 39, ptr %12, align 8
  ret i32 256

13:                                               ; preds = %4
  %14 = sub i64 %2, 17
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %16, label %17, !prof !0

16:                                               ; preds = %13
  ret i32 3

17:                                               ; preds = %13
  %18 = getelementptr inbounds i8, ptr %1, i64 -32
  %19 = load i256, ptr %18, align 8
  %20 = getelementptr inbounds i8, ptr %1, i64 -64
  %21 = load i256, ptr %20, align 8
  %22 = mul i256 %19, %21
  %23 = getelementptr inbounds i8, ptr %1, i64 -96
  %24 = load i256, ptr %23, align 8
  %25 = getelementptr inbounds i8, ptr %1, i64 -96
  store i256 %22, ptr %25, align 8
  %26 = icmp uge i256 %24, 43
  br i1 %26, label %35, label %27, !prof !0

27:                                               ; preds = %17
  %28 = trunc i256 %24 to i64
  %29 = getelementptr inbounds i8, ptr %0, i64 144
  %30 = load ptr, ptr %29, align 8, !invariant.load !1
  %31 = getelementptr inbounds ptr, ptr %30, i64 %28
  %32 = load ptr, ptr %31, align 8
  %33 = getelementptr inbounds i8, ptr %1, i64 -64
  %34 = musttail call preserve_nonecc i32 %32(ptr %0, ptr %33, i64 %14, i64 %28)
  ret i32 %34

35:                                               ; preds = %17
  ret i32 8
}
