// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of Postern in this JVM: all of them bear its name. */
final class OwnThreads {

    private OwnThreads() {}

    static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("postern-"))
                .collect(Collectors.toSet());
    }

    static Set<Thread> besides(Set<Thread> others) {
        Set<Thread> threads = new HashSet<>(alive());
        threads.removeAll(others);
        return threads;
    }
}
