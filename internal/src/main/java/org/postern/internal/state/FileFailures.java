// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Says why a file or folder cannot be used. The messages of {@link FileSystemException} are often
 * the path alone, and its text for people begins with the name of a class.
 */
public final class FileFailures {
    private FileFailures() {}

    /**
     * Words the reason, for brackets or behind a colon.
     *
     * @param failure of a file operation
     * @return such as {@code permission denied: /var/lib/x}; never empty
     */
    public static String reason(IOException failure) {
        if (!(failure instanceof FileSystemException file)) {
            @Nullable String message = failure.getMessage();
            return message == null || message.isBlank() ? "input/output error" : message;
        }
        @Nullable String path = file.getFile();
        String why = why(file);
        return path == null ? why : why + ": " + path;
    }

    private static String why(FileSystemException failure) {
        @Nullable String reason = failure.getReason();
        if (reason != null && !reason.isBlank()) {
            return reason;
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        return failure instanceof FileSystemLoopException
                ? "too many symbolic links"
                : "input/output error";
    }
}
