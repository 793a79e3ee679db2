define internal preserve_nonecc i32 @r0.pc_0x0(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3) #1 {
  %5 = getelementptr inbounds i8, ptr %0, i64 48
  %6 = load i64, ptr %5, align 8
  %7 = call i64 @llvm.usub.sat.i64(i64 %6, i64 31)
  %8 = sub i64 %2, 2
  %9 = icmp slt i64 %8, 0
  br i1 %9, label %28, label %29, !prof !0

10:                                               ; preds = %64, %29
  %11 = phi i64 [ %8, %29 ], [ %23, %64 ]
  %12 = phi i64 [ %7, %29 ], [ %54, %64 ]
  %13 = phi i256 [ 0, %29 ], [ %65, %64 ]
  %14 = sub i64 %11, 3
  %15 = icmp slt i64 %14, 0
  br i1 %15, label %28, label %30, !prof !0

16:                                               ; preds = %52, %30
  %17 = phi i64 [ %14, %30 ], [ %53, %52 ]
  %18 = phi i64 [ %12, %30 ], [ %54, %52 ]
  %19 = phi i256 [ 0, %30 ], [ %59, %52 ]
  %20 = sub i64 %17, 64
  %21 = icmp slt i64 %20, 0
  br i1 %21, label %28, label %31, !prof !0

22:                                               ; preds = %52
  %23 = sub i64 %53, 30
  %24 = icmp slt i64 %23, 0
  br i1 %24, label %28, label %64, !prof !0

25:                                               ; preds = %64
  %26 = sub i64 %23, 5
  %27 = icmp slt i64 %26, 0
  br i1 %27, label %28, label %67, !prof !0

28:                                               ; preds = %25, %22, %16, %10, %4
  ret i32 3

29:                                               ; preds = %4
  br label %10

30:                                               ; preds = %10
  br label %16

31:                                               ; preds = %16
  %32 = mul i256 %13, %19
  %33 = shl i256 %19, 5
  %34 = shl i256 %13, 7
  %35 = add i256 %34, %33
  %36 = trunc i256 %35 to i64
  %37 = zext i64 %18 to i256
  %38 = icmp uge i256 %35, %37
  br i1 %38, label %39, label %52, !prof !0

39:                                               ; preds = %31
  %40 = lshr i256 %35, 64
  %41 = trunc i256 %40 to i64
  %42 = lshr i256 %35, 128
  %43 = trunc i256 %42 to i64
  %44 = or i64 %41, %43
  %45 = lshr i256 %35, 192
  %46 = trunc i256 %45 to i64
  %47 = or i64 %44, %46
  %48 = call preserve_mostcc { i64, i64 } @grow.32(ptr %0, i64 %20, i64 %36, i64 %47)
  %49 = extractvalue { i64, i64 } %48, 0
  %50 = extractvalue { i64, i64 } %48, 1
  %51 = icmp slt i64 %49, 0
  br i1 %51, label %61, label %52, !prof !0

52:                                               ; preds = %39, %31
  %53 = phi i64 [ %20, %31 ], [ %49, %39 ]
  %54 = phi i64 [ %18, %31 ], [ %50, %39 ]
  %55 = call i256 @llvm.bswap.i256(i256 %32)
  %56 = getelementptr inbounds i8, ptr %0, i64 40
  %57 = load ptr, ptr %56, align 8, !invariant.load !1
  %58 = getelementptr inbounds i8, ptr %57, i64 %36
  store i256 %55, ptr %58, align 1
  %59 = add i256 %19, 1
  %60 = icmp ult i256 %59, 4
  br i1 %60, label %16, label %22

61:                                               ; preds = %76, %71, %39
  %62 = getelementptr inbounds i8, ptr %0, i64 128
  %63 = load i32, ptr %62, align 4
  ret i32 %63

64:                                               ; preds = %22
  %65 = add i256 %13, 1
  %66 = icmp ult i256 %65, 4
  br i1 %66, label %10, label %25

67:                                               ; preds = %25
  %68 = call i64 @llvm.usub.sat.i64(i64 %54, i64 480)
  %69 = zext i64 %68 to i256
  %70 = icmp uge i256 0, %69
  br i1 %70, label %71, label %76, !prof !0

71:                                               ; preds = %67
  %72 = call preserve_mostcc { i64, i64 } @grow.512(ptr %0, i64 %26, i64 0, i64 0)
  %73 = extractvalue { i64, i64 } %72, 0
  %74 = extractvalue { i64, i64 } %72, 1
  %75 = icmp slt i64 %73, 0
  br i1 %75, label %61, label %76, !prof !0

76:                                               ; preds = %71, %67
  %77 = phi i64 [ %26, %67 ], [ %73, %71 ]
  %78 = phi i64 [ %54, %67 ], [ %74, %71 ]
  %79 = getelementptr inbounds i8, ptr %0, i64 320
  store i256 0, ptr %79, align 8
  %80 = getelementptr inbounds i8, ptr %0, i64 352
  store i256 512, ptr %80, align 8
  %81 = getelementptr inbounds i8, ptr %0, i64 152
  %82 = load ptr, ptr %81, align 8, !invariant.load !1
  %83 = getelementptr inbounds i8, ptr %82, i64 360
  %84 = load ptr, ptr %83, align 8, !invariant.load !1
  %85 = call i64 %84(ptr %0, i64 %77)
  %86 = icmp slt i64 %85, 0
  br i1 %86, label %61, label %87, !prof !0

87:                                               ; preds = %76
  store i64 %85, ptr %0, align 8
  ret i32 0
}
