// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Tool.Shell;

/// <summary>
/// Writes to a file descriptor as <c>write(2)</c> does. The streams of .NET do not serve for one that is inherited: that of
/// <see cref="Console"/> takes a pipe that nobody reads for success, and <see cref="FileStream"/> does not move the place in a file that
/// the descriptor shares with other processes.
/// </summary>
/// <param name="descriptor">The descriptor, which stays open; null for one that is closed.</param>
/// <param name="name">What it is called in the message of an <see cref="OutputException"/>; null to drop what cannot be written.</param>
internal sealed partial class DescriptorStream(int? descriptor, string? name) : Stream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="OutputException">It could not be written, and failures are not dropped.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (descriptor is not { } number)
        {
            if (buffer.Length > 0)
            {
                Fail("is closed", isClosedPipe: false);
            }

            return;
        }

        while (buffer.Length > 0)
        {
            var written = WriteTo(number, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted)
            {
                continue;
            }

            if (error != TryAgain)
            {
                Fail(Marshal.GetPInvokeErrorMessage(error), error == BrokenPipe);
                return;
            }

            // Somebody who shares the descriptor made its writes return at once, and nobody has read what was written.
            Thread.Sleep(1);
        }
    }

    private void Fail(string reason, bool isClosedPipe)
    {
        if (name is not null)
        {
            throw new OutputException($"{name}: {reason}", isClosedPipe);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
