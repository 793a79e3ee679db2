// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

// Local variables and what stackalloc gives are not zeroed at a method's beginning: on the way into an execution and through a call that
// took a tenth of the time. C# itself demands that what has a name is written before it is read; who takes the address of a local variable
// or uses stackalloc in these projects writes it before it is read.
[module: SkipLocalsInit]
