# Stops in a region of WETH and in a function of the host, and shows the stacks.
set pagination off
set confirm off
set width 0
set debuginfod enabled off
set breakpoint pending on
handle SIG34 nostop noprint pass
break evm_d0a06b12_pc_0x0
run
backtrace
delete
break host.c:get_storage
continue
backtrace
delete
continue
