// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;

// The tests that any backend must pass are those of the other backend, with its namespace.
namespace Dtvm.Backend.Llvm.Tests;

/// <summary>One backend for the tests of a class.</summary>
public sealed class BackendFixture : IDisposable
{
    public BackendFixture()
    {
        Backend = X64Backend.TryCreate(out var error)!;
        Assert.True(Backend is not null, error);
    }

    public X64Backend Backend { get; }

    public void Dispose() => Backend.Dispose();
}
