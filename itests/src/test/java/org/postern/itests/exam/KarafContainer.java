// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.container.internal.KarafTestContainerFactory;

import java.io.IOException;

/** Karaf, in a process of its own. */
final class KarafContainer {

    private KarafContainer() {}

    static ExamContainer startedFor(Class<?> testClass, Option[] options) throws IOException {
        return ExamContainer.started(new KarafTestContainerFactory(), options, testClass);
    }
}
