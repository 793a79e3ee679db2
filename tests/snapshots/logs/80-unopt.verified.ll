define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = sub i64 %2, 385
  %6 = icmp slt i64 %5, 0
  br i1 %6, label %7, label %8, !prof !0

7:                                                ; preds = %79, %64, %50, %37, %4
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
  %26 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %26, align 8
  %27 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %25, ptr %27, align 8
  %28 = getelementptr inbounds i8, ptr %0, i64 152
  %29 = load ptr, ptr %28, align 8, !invariant.load !1
  %30 = getelementptr inbounds i8, ptr %29, i64 272
  %31 = load ptr, ptr %30, align 8, !invariant.load !1
  %32 = call i64 %31(ptr %0, i64 %5)
  %33 = icmp slt i64 %32, 0
  br i1 %33, label %34, label %37, !prof !0

34:                                               ; preds = %82, %67, %53, %40, %24
  %35 = getelementptr inbounds i8, ptr %0, i64 128
  %36 = load i32, ptr %35, align 4
  ret i32 %36

37:                                               ; preds = %24
  %38 = sub i64 %32, 758
  %39 = icmp slt i64 %38, 0
  br i1 %39, label %7, label %40, !prof !0

40:                                               ; preds = %37
  %41 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %41, align 8
  %42 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %25, ptr %42, align 8
  %43 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 1, ptr %43, align 8
  %44 = getelementptr inbounds i8, ptr %0, i64 152
  %45 = load ptr, ptr %44, align 8, !invariant.load !1
  %46 = getelementptr inbounds i8, ptr %45, i64 280
  %47 = load ptr, ptr %46, align 8, !invariant.load !1
  %48 = call i64 %47(ptr %0, i64 %38)
  %49 = icmp slt i64 %48, 0
  br i1 %49, label %34, label %50, !prof !0

50:                                               ; preds = %40
  %51 = sub i64 %48, 1136
  %52 = icmp slt i64 %51, 0
  br i1 %52, label %7, label %53, !prof !0

53:                                               ; preds = %50
  %54 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %54, align 8
  %55 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %25, ptr %55, align 8
  %56 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 1, ptr %56, align 8
  %57 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 2, ptr %57, align 8
  %58 = getelementptr inbounds i8, ptr %0, i64 152
  %59 = load ptr, ptr %58, align 8, !invariant.load !1
  %60 = getelementptr inbounds i8, ptr %59, i64 288
  %61 = load ptr, ptr %60, align 8, !invariant.load !1
  %62 = call i64 %61(ptr %0, i64 %51)
  %63 = icmp slt i64 %62, 0
  br i1 %63, label %34, label %64, !prof !0

64:                                               ; preds = %53
  %65 = sub i64 %62, 1514
  %66 = icmp slt i64 %65, 0
  br i1 %66, label %7, label %67, !prof !0

67:                                               ; preds = %64
  %68 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %68, align 8
  %69 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %25, ptr %69, align 8
  %70 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 1, ptr %70, align 8
  %71 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 2, ptr %71, align 8
  %72 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 3, ptr %72, align 8
  %73 = getelementptr inbounds i8, ptr %0, i64 152
  %74 = load ptr, ptr %73, align 8, !invariant.load !1
  %75 = getelementptr inbounds i8, ptr %74, i64 296
  %76 = load ptr, ptr %75, align 8, !invariant.load !1
  %77 = call i64 %76(ptr %0, i64 %65)
  %78 = icmp slt i64 %77, 0
  br i1 %78, label %34, label %79, !prof !0

79:                                               ; preds = %67
  %80 = sub i64 %77, 1892
  %81 = icmp slt i64 %80, 0
  br i1 %81, label %7, label %82, !prof !0

82:                                               ; preds = %79
  %83 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %83, align 8
  %84 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %25, ptr %84, align 8
  %85 = getelementptr inbounds i8, ptr %0, i64 384
  store i256 1, ptr %85, align 8
  %86 = getelementptr inbounds i8, ptr %0, i64 416
  store i256 2, ptr %86, align 8
  %87 = getelementptr inbounds i8, ptr %0, i64 448
  store i256 3, ptr %87, align 8
  %88 = getelementptr inbounds i8, ptr %0, i64 480
  store i256 4, ptr %88, align 8
  %89 = getelementptr inbounds i8, ptr %0, i64 152
  %90 = load ptr, ptr %89, align 8, !invariant.load !1
  %91 = getelementptr inbounds i8, ptr %90, i64 304
  %92 = load ptr, ptr %91, align 8, !invariant.load !1
  %93 = call i64 %92(ptr %0, i64 %80)
  %94 = icmp slt i64 %93, 0
  br i1 %94, label %34, label %95, !prof !0

95:                                               ; preds = %82
  store i64 %93, ptr %0, align 8
  ret i32 0
}
