// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ConsumerType;

/** Called while an examination goes on. Calls come from the thread that asked. */
@ConsumerType
@FunctionalInterface
public interface DiagnosisListener {
    /**
     * Something else is looked at from now on.
     *
     * @param what a few words for people, such as {@code Asking the gateway 192.168.1.1}
     */
    void looking(String what);
}
