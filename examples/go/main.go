// SPDX-License-Identifier: Apache-2.0

// A host in Go (cgo): deploys a contract, calls it, prints what came of it. vm.go owns what the library hands out, host.go answers its
// questions, bridge.c is the table of functions between them.
//
// With -stress DURATION it executes on many goroutines instead, under garbage collection of both runtimes, and checks every result.
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Adds the number in its call data to slot 0 and returns the sum. The first 9 bytes return the rest, which is the contract.
var initCode = []byte{
	0x60, 0x0e, 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3, // PUSH1 14, DUP1, PUSH1 9, PUSH0, CODECOPY, PUSH0, RETURN
	0x5f, 0x35, 0x5f, 0x54, 0x01, 0x80, 0x5f, 0x55, // PUSH0, CALLDATALOAD, PUSH0, SLOAD, ADD, DUP1, PUSH0, SSTORE
	0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, // PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN
}

func number(n uint64) (w word) {
	binary.BigEndian.PutUint64(w[24:], n)
	return w
}

func low(bytes []byte) uint64 {
	if len(bytes) != 32 {
		return 0
	}
	return binary.BigEndian.Uint64(bytes[24:])
}

func text(r result) string {
	if r.status == statusSuccess {
		return "success"
	}
	return fmt.Sprintf("status %d", r.status)
}

func creation() *message {
	return &message{kind: kindCreate, gas: 1_000_000, sender: address{19: 0x5e}, input: initCode}
}

func addition(contract address, addend uint64) *message {
	input := number(addend)
	return &message{
		kind: kindCall, gas: 1_000_000, sender: address{19: 0x5e}, recipient: contract, codeAddress: contract, input: input[:]}
}

func run() error {
	v, err := newVM()
	if err != nil {
		return err
	}
	defer v.destroy()
	fmt.Printf("VM %s, EVMC ABI 12\n", v.name())
	if err := v.setOption("enable_gas_metering", "true"); err != nil {
		return err
	}

	h := newHost(v)
	defer h.close()
	create := creation()
	deployed := h.transact(create)
	fmt.Printf("deploy: %s, gas used %d\n", text(deployed), create.gas-deployed.gasLeft)
	for _, addend := range []uint64{40, 2} {
		call := addition(deployed.createAddress, addend)
		r := h.transact(call)
		fmt.Printf("add %d: %s, returned %d, gas used %d\n", addend, text(r), low(r.output), call.gas-r.gasLeft)
	}
	stored := h.account(deployed.createAddress).storage[word{}].current
	fmt.Printf("slot 0: %d\n", low(stored[:]))
	return nil
}

// work deploys and calls until the time is up; every hundredth time with a VM of its own, so that the library's runtime has garbage too.
func work(shared *vm, until time.Time, calls *atomic.Int64) error {
	for turn := 0; time.Now().Before(until); turn++ {
		v := shared
		if turn%100 == 0 {
			own, err := newVM()
			if err != nil {
				return err
			}
			if err := own.setOption("enable_gas_metering", "true"); err != nil {
				return err
			}
			v = own
		}
		h := newHost(v)
		deployed := h.transact(creation())
		sum := uint64(0)
		for addend := uint64(1); addend <= 20; addend++ {
			sum += addend
			r := h.transact(addition(deployed.createAddress, addend))
			if r.status != statusSuccess || low(r.output) != sum {
				return fmt.Errorf("%s, %d instead of %d", text(r), low(r.output), sum)
			}
			calls.Add(1)
		}
		h.close()
		if v != shared {
			v.destroy()
		}
	}
	return nil
}

func stress(duration time.Duration) error {
	v, err := newVM()
	if err != nil {
		return err
	}
	defer v.destroy()
	if err := v.setOption("enable_gas_metering", "true"); err != nil {
		return err
	}
	until := time.Now().Add(duration)
	const workers = 8
	var calls atomic.Int64
	var group sync.WaitGroup
	failures := make(chan error, workers)
	for i := 0; i < workers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := work(v, until, &calls); err != nil {
				failures <- err
			}
		}()
	}
	for time.Now().Before(until) {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	group.Wait()
	close(failures)
	if err, failed := <-failures; failed {
		return err
	}
	fmt.Printf("%d calls on %d goroutines, all right\n", calls.Load(), workers)
	return nil
}

func main() {
	duration := flag.Duration("stress", 0, "execute on many goroutines for this long instead")
	flag.Parse()
	var err error
	if *duration > 0 {
		err = stress(*duration)
	} else {
		err = run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
