// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

/** For {@link InFelix}. */
final class InFelixExtension extends InContainerExtension {

    @Override
    ExamContainer startedFor(Class<?> testClass) throws Exception {
        return FelixContainer.startedFor(testClass);
    }
}
