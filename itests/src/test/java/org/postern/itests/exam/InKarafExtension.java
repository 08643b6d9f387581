// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

/** For {@link InKaraf}. */
final class InKarafExtension extends InContainerExtension {

    @Override
    ExamContainer startedFor(Class<?> testClass) throws Exception {
        return KarafContainer.startedFor(testClass, KarafOptions.all());
    }
}
