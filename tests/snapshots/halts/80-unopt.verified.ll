define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 24
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %33, label %34, !prof !0

7:                                                ; preds = %34
  %8 = sub i64 %5, 5
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %33, label %38, !prof !0

10:                                               ; preds = %34
  %11 = sub i64 %5, 22
  %12 = icmp slt i64 %11, 0
  br i1 %12, label %33, label %51, !prof !0

13:                                               ; preds = %51
  %14 = sub i64 %11, 1
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %33, label %53, !prof !0

16:                                               ; preds = %51
  %17 = sub i64 %11, 22
  %18 = icmp slt i64 %17, 0
  br i1 %18, label %33, label %54, !prof !0

19:                                               ; preds = %54
  %20 = sub i64 %17, 1
  %21 = icmp slt i64 %20, 0
  br i1 %21, label %33, label %56, !prof !0

22:                                               ; preds = %54
  %23 = sub i64 %17, 22
  %24 = icmp slt i64 %23, 0
  br i1 %24, label %33, label %57, !prof !0

25:                                               ; preds = %57
  %26 = sub i64 %23, 3
  %27 = icmp slt i64 %26, 0
  br i1 %27, label %33, label %59, !prof !0

28:                                               ; preds = %57
  %29 = sub i64 %23, 22
  %30 = icmp slt i64 %29, 0
  br i1 %30, label %33, label %60, !prof !0

31:                                               ; preds = %60
  ret i32 8

32:                                               ; preds = %60
  store i64 %29, ptr %0, align 8
  ret i32 0

33:                                               ; preds = %28, %25, %22, %19, %16, %13, %10, %7, %4
  ret i32 3

34:                                               ; preds = %4
  %35 = getelementptr inbounds i8, ptr %0, i64 64
  %36 = load i64, ptr %35, align 8, !invariant.load !1
  %37 = icmp eq i64 %36, 1
  br i1 %37, label %7, label %10

38:                                               ; preds = %7
  %39 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %39, align 8
  %40 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 0, ptr %40, align 8
  %41 = getelementptr inbounds i8, ptr %0, i64 152
  %42 = load ptr, ptr %41, align 8, !invariant.load !1
  %43 = getelementptr inbounds i8, ptr %42, i64 368
  %44 = load ptr, ptr %43, align 8, !invariant.load !1
  %45 = call i64 %44(ptr %0, i64 %8)
  %46 = icmp slt i64 %45, 0
  br i1 %46, label %47, label %50, !prof !0

47:                                               ; preds = %38
  %48 = getelementptr inbounds i8, ptr %0, i64 128
  %49 = load i32, ptr %48, align 4
  ret i32 %49

50:                                               ; preds = %38
  store i64 %45, ptr %0, align 8
  ret i32 2

51:                                               ; preds = %10
  %52 = icmp eq i64 %36, 2
  br i1 %52, label %13, label %16

53:                                               ; preds = %13
  ret i32 4

54:                                               ; preds = %16
  %55 = icmp eq i64 %36, 3
  br i1 %55, label %19, label %22

56:                                               ; preds = %19
  ret i32 5

57:                                               ; preds = %22
  %58 = icmp eq i64 %36, 4
  br i1 %58, label %25, label %28

59:                                               ; preds = %25
  ret i32 7

60:                                               ; preds = %28
  %61 = icmp eq i64 %36, 5
  br i1 %61, label %31, label %32
}
