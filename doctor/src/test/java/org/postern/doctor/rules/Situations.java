// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import java.util.ArrayList;
import java.util.List;

/** All recorded situations. */
public final class Situations {
    private Situations() {}

    public static List<Staged> all() {
        List<Staged> all = new ArrayList<>(HostSituations.all());
        all.addAll(RouterSituations.all());
        all.addAll(PortSituations.all());
        return all;
    }
}
