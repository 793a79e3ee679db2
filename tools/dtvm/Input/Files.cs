// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Json;

namespace Dtvm.Tool.Input;

/// <summary>File access whose errors are one line that begins with the path.</summary>
internal static class Files
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static byte[] ReadAllBytes(string path) => Guard(path, () => File.ReadAllBytes(path));

    /// <summary>Does something with a file.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="path">The path, for the message.</param>
    /// <param name="work">The work.</param>
    /// <returns>The result of the work.</returns>
    /// <exception cref="CliException">The file is absent, cannot be read or has the wrong form.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FileNotFoundException)
        {
            throw new CliException($"{path}: no such file");
        }
        catch (DirectoryNotFoundException)
        {
            throw new CliException($"{path}: no such file or folder");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliException(Directory.Exists(path) ? $"{path}: is a directory" : $"{path}: no permission");
        }
        catch (ArgumentException) when (path.Length == 0)
        {
            throw new CliException("a path is empty: there is no such file");
        }
        catch (JsonInputException exception)
        {
            throw new CliException(exception.Message);
        }
        catch (IOException exception)
        {
            throw new CliException($"{path}: {exception.Message}");
        }
    }
}
