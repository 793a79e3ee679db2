define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 24
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %33, label %34, !prof !0

7:                                                ; preds = %34
  %8 = sub i64 %5, 22
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %33, label %38, !prof !0

10:                                               ; preds = %38
  %11 = sub i64 %8, 22
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %33, label %40, !prof !0

13:                                               ; preds = %40
  %14 = sub i64 %11, 22
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %33, label %42, !prof !0

16:                                               ; preds = %42
  %17 = sub i64 %14, 22
  %18 = icmp slt i64 %17, 0
  br i1 %18, label %33, label %44, !prof !0

19:                                               ; preds = %44
  store i64 %17, ptr %0, align 8
  ret i32 0

20:                                               ; preds = %44
  ret i32 8

21:                                               ; preds = %42
  %22 = sub i64 %14, 3
  %23 = icmp slt i64 %22, 0
  br i1 %23, label %33, label %46, !prof !0

24:                                               ; preds = %40
  %25 = sub i64 %11, 1
  %26 = icmp slt i64 %25, 0
  br i1 %26, label %33, label %47, !prof !0

27:                                               ; preds = %38
  %28 = sub i64 %8, 1
  %29 = icmp slt i64 %28, 0
  br i1 %29, label %33, label %48, !prof !0

30:                                               ; preds = %34
  %31 = sub i64 %5, 5
  %32 = icmp slt i64 %31, 0
  br i1 %32, label %33, label %49, !prof !0

33:                                               ; preds = %30, %27, %24, %21, %16, %13, %10, %7, %4
  ret i32 3

34:                                               ; preds = %4
  %35 = getelementptr inbounds i8, ptr %0, i64 64
  %36 = load i64, ptr %35, align 8, !invariant.load !1
  %37 = icmp eq i64 %36, 1
  br i1 %37, label %30, label %7

38:                                               ; preds = %7
  %39 = icmp eq i64 %36, 2
  br i1 %39, label %27, label %10

40:                                               ; preds = %10
  %41 = icmp eq i64 %36, 3
  br i1 %41, label %24, label %13

42:                                               ; preds = %13
  %43 = icmp eq i64 %36, 4
  br i1 %43, label %21, label %16

44:                                               ; preds = %16
  %45 = icmp eq i64 %36, 5
  br i1 %45, label %20, label %19

46:                                               ; preds = %21
  ret i32 7

47:                                               ; preds = %24
  ret i32 5

48:                                               ; preds = %27
  ret i32 4

49:                                               ; preds = %30
  %50 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %50, align 8
  %51 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %51, align 8
  %52 = getelementptr inbounds i8, ptr %0, i64 152
  %53 = load ptr, ptr %52, align 8, !invariant.load !1
  %54 = getelementptr inbounds i8, ptr %53, i64 368
  %55 = load ptr, ptr %54, align 8, !invariant.load !1
  %56 = call i64 %55(ptr %0, i64 %31)
  %57 = icmp slt i64 %56, 0
  br i1 %57, label %58, label %61, !prof !0

58:                                               ; preds = %49
  %59 = getelementptr inbounds i8, ptr %0, i64 128
  %60 = load i32, ptr %59, align 4
  ret i32 %60

61:                                               ; preds = %49
  store i64 %56, ptr %0, align 8
  ret i32 2
}
