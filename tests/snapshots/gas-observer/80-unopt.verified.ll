define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = ptrtoint ptr %1 to i64
  %9 = getelementptr inbounds i8, ptr %0, i64 32
  %10 = load i64, ptr %9, align 8, !invariant.load !0
  %11 = add i64 %8, 64
  %12 = icmp ugt i64 %11, %10
  br i1 %12, label %21, label %24, !prof !1

13:                                               ; preds = %58, %24
  %14 = phi i64 [ %2, %24 ], [ %56, %58 ]
  %15 = phi i64 [ %7, %24 ], [ %15, %58 ]
  %16 = sub i64 %14, 103
  %17 = icmp slt i64 %16, 0
  br i1 %17, label %25, label %26, !prof !1

18:                                               ; preds = %58
  %19 = sub i64 %56, 2
  %20 = icmp slt i64 %19, 0
  br i1 %20, label %25, label %60, !prof !1

21:                                               ; preds = %4
  %22 = getelementptr inbounds i8, ptr %0, i64 24
  store ptr %1, ptr %22, align 8
  store i64 %2, ptr %0, align 8
  %23 = getelementptr inbounds i8, ptr %0, i64 120
  store i64 0, ptr %23, align 8
  ret i32 256

24:                                               ; preds = %4
  br label %13

25:                                               ; preds = %60, %18, %55, %52, %37, %13
  ret i32 3

26:                                               ; preds = %13
  %27 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %27, align 8
  %28 = getelementptr inbounds i8, ptr %0, i64 152
  %29 = load ptr, ptr %28, align 8, !invariant.load !0
  %30 = getelementptr inbounds i8, ptr %29, i64 248
  %31 = load ptr, ptr %30, align 8, !invariant.load !0
  %32 = call i64 %31(ptr %0, i64 %16)
  %33 = icmp slt i64 %32, 0
  br i1 %33, label %34, label %37, !prof !1

34:                                               ; preds = %72, %67, %42, %26
  %35 = getelementptr inbounds i8, ptr %0, i64 128
  %36 = load i32, ptr %35, align 4
  ret i32 %36

37:                                               ; preds = %26
  %38 = getelementptr inbounds i8, ptr %0, i64 320
  %39 = load i256, ptr %38, align 8
  %40 = sub i64 %32, 8
  %41 = icmp slt i64 %40, 0
  br i1 %41, label %25, label %42, !prof !1

42:                                               ; preds = %37
  %43 = add i256 %39, 1
  %44 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %44, align 8
  %45 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 %43, ptr %45, align 8
  %46 = getelementptr inbounds i8, ptr %0, i64 152
  %47 = load ptr, ptr %46, align 8, !invariant.load !0
  %48 = getelementptr inbounds i8, ptr %47, i64 256
  %49 = load ptr, ptr %48, align 8, !invariant.load !0
  %50 = call i64 %49(ptr %0, i64 %40)
  %51 = icmp slt i64 %50, 0
  br i1 %51, label %34, label %52, !prof !1

52:                                               ; preds = %42
  %53 = sub i64 %50, 5
  %54 = icmp slt i64 %53, 0
  br i1 %54, label %25, label %55, !prof !1

55:                                               ; preds = %52
  %56 = sub i64 %53, 16
  %57 = icmp slt i64 %56, 0
  br i1 %57, label %25, label %58, !prof !1

58:                                               ; preds = %55
  %59 = icmp ugt i64 %53, 30000
  br i1 %59, label %13, label %18

60:                                               ; preds = %18
  %61 = zext i64 %19 to i256
  %62 = sub i64 %19, 10
  %63 = icmp slt i64 %62, 0
  br i1 %63, label %25, label %64, !prof !1

64:                                               ; preds = %60
  %65 = zext i64 %15 to i256
  %66 = icmp uge i256 0, %65
  br i1 %66, label %67, label %72, !prof !1

67:                                               ; preds = %64
  %68 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %62, i64 0, i64 0)
  %69 = extractvalue { i64, i64 } %68, 0
  %70 = extractvalue { i64, i64 } %68, 1
  %71 = icmp slt i64 %69, 0
  br i1 %71, label %34, label %72, !prof !1

72:                                               ; preds = %67, %64
  %73 = phi i64 [ %62, %64 ], [ %69, %67 ]
  %74 = phi i64 [ %15, %64 ], [ %70, %67 ]
  %75 = call i256 @llvm.bswap.i256(i256 %61)
  %76 = getelementptr inbounds i8, ptr %0, i64 40
  %77 = load ptr, ptr %76, align 8, !invariant.load !0
  %78 = getelementptr inbounds i8, ptr %77, i64 0
  store i256 %75, ptr %78, align 1
  %79 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %79, align 8
  %80 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 32, ptr %80, align 8
  %81 = getelementptr inbounds i8, ptr %0, i64 152
  %82 = load ptr, ptr %81, align 8, !invariant.load !0
  %83 = getelementptr inbounds i8, ptr %82, i64 360
  %84 = load ptr, ptr %83, align 8, !invariant.load !0
  %85 = call i64 %84(ptr %0, i64 %73)
  %86 = icmp slt i64 %85, 0
  br i1 %86, label %34, label %87, !prof !1

87:                                               ; preds = %72
  store i64 %85, ptr %0, align 8
  ret i32 0
}
