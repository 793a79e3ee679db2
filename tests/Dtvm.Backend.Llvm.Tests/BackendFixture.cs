// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>One backend for the tests of a class.</summary>
public sealed class BackendFixture : IDisposable
{
    public BackendFixture()
    {
        Backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error)!;
        Assert.True(Backend is not null, error);
    }

    public LlvmBackend Backend { get; }

    public void Dispose() => Backend.Dispose();
}
