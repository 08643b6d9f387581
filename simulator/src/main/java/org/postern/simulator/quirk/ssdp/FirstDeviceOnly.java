// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.SearchMessage;
import org.postern.simulator.ssdp.Target;

import java.util.List;

/** To a search for everything, only the first root device answers. */
public final class FirstDeviceOnly implements RouterHook {
    @Override
    public List<Target> answers(SearchMessage search, List<Target> answers) {
        boolean everything =
                search.target().equals("ssdp:all") || search.target().equals("upnp:rootdevice");
        return everything
                ? answers.stream().filter(it -> it.udn().equals(answers.get(0).udn())).toList()
                : answers;
    }
}
