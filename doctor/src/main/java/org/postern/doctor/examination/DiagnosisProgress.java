// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.DiagnosisListener;
import org.postern.doctor.internal.listeners.ListenerShield;

import java.util.function.Consumer;

/** Tells what is looked at. Belongs to the thread that asked. */
record DiagnosisProgress(DiagnosisListener listener) implements Consumer<String> {
    @Override
    public void accept(String what) {
        ListenerShield.call(
                DiagnosisProgress.class.getName(),
                "The listener of an examination",
                () -> listener.looking(what));
    }
}
