// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.ops4j.pax.exam.nat.internal.NativeTestContainerFactory;

import java.io.IOException;

/** Felix, in this JVM. */
final class FelixContainer {

    private FelixContainer() {}

    static ExamContainer startedFor(Class<?> testClass) throws IOException {
        return ExamContainer.started(
                new NativeTestContainerFactory(), FelixOptions.all(), testClass);
    }
}
