// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.time.Duration;
import java.util.List;

/** A configuration while it is changed. */
final class RouterDraft {
    String networkInterface;
    int httpPort;
    String path;
    String udn;
    String friendlyName;
    int igdVersion;
    String externalAddress;
    String wanAddress;
    List<Quirk> quirks;
    boolean ssdp;
    Duration responseDelay;
    Duration maxAge;
    int bootId;

    RouterDraft(RouterConfig config) {
        networkInterface = config.networkInterface();
        httpPort = config.httpPort();
        path = config.path();
        udn = config.udn();
        friendlyName = config.friendlyName();
        igdVersion = config.igdVersion();
        externalAddress = config.externalAddress();
        wanAddress = config.wanAddress();
        quirks = config.quirks();
        ssdp = config.ssdp();
        responseDelay = config.responseDelay();
        maxAge = config.maxAge();
        bootId = config.bootId();
    }

    RouterConfig config() {
        return new RouterConfig(
                networkInterface,
                httpPort,
                path,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay,
                maxAge,
                bootId);
    }
}
