"""What operators wrote when they mended something, in their own words: (what helped, what was tried in vain)."""

WORDS = {
    "disk_full": (["Purged the old partitions of {c}, {n} MB free again.", "Deleted releases and exports nobody needs, disk of {c} is back under 60 %.", "Cleaned the volume ({env}) and reran.", "Ran the retention job by hand; it had not run since the weekend."],
                  ["Removed a few temporary files, probably not enough.", "Reran with a smaller batch, hoping it fits.", "Asked for a larger volume, nothing changed yet."]),
    "retention_stuck": (["Ran the retention job by hand."], ["Restarted cron."]),
    "credential_rotated": (["Deployed the new secret for {c} to the job runner and restarted the job.", "Password had been rotated on Monday but our job still had the old one. Updated the vault entry.", "Set the fresh credential in {env} and reran, login works.", "Rolled the secret forward on the runner; old one was revoked."],
                           ["Restarted the job in case it was a hiccup.", "Cleared the connection cache of the runner.", "Re-entered the password from the wiki, which is outdated too."]),
    "lock_session": (["Terminated the reporting session that held the lock on the table.", "Found an idle in transaction session from the BI tool, ended it with pg_terminate_backend.", "Asked analytics to commit their open transaction, then ran it again.", "Killed pid {n}, open since this morning, lock gone."],
                     ["Tried again ten minutes later.", "Raised lock_timeout a little.", "Restarted the job only; the other session was still there."]),
    "pool_limit": (["Recycled the app pool of {c}, leaked connections are gone.", "Lowered the pool size of the shop from 20 to 8 and restarted it.", "Closed idle sessions older than an hour."], ["Waited for connections to drain.", "Restarted one of the app pods, the leak is elsewhere."]),
    "permission_lost": (["Granted the rights back to the service user ({c}).", "Owner of the folder was root after the image change, chown back to the job user.", "Re-applied grants.sql in {env}."], ["Ran it again as it was.", "Added the user to the wrong group, no effect."]),
    "maintenance": (["Ended the maintenance window of {c}.", "Maintenance flag had been forgotten, switched off.", "Let the maintenance finish and ran it afterwards."], ["Asked when maintenance ends, no answer.", "Retried during the window."]),
    "path_cut": (["Network team restored the route to {c} ({env}).", "Firewall rule from last night's change was reverted.", "Brought the interface up again."], ["Flushed the DNS cache.", "Restarted our side, still no route."]),
    "peer_down": (["Restarted {c} and checked its health page.", "Service had been stopped by the node drain, started it again.", "Started {c} in {env}; added a restart policy."], ["Retried, still refused.", "Restarted the client."]),
    "peer_slow": (["Restarted the slow instance, latency is back to normal.", "Disabled the expensive rates lookup that blocked {c}.", "Moved a noisy neighbour off the node; responses in time again."], ["Raised our timeout from 400 to 450 ms.", "Retried twice."]),
    "throttled": (["Got our quota at the gateway raised.", "Spread the rates calls over ten minutes, stays under the limit now.", "Asked the platform team to lift the limit for {c}."], ["Waited a minute and retried.", "Added a retry with backoff, still throttled."]),
    "corrupt_input": (["Supplier resent a clean file, loaded it.", "Removed the broken rows from the feed and loaded the rest.", "Fixed the decimal comma in the export of the partner.", "Put a validation step before the load; bad rows go to quarantine."], ["Reran with the same file.", "Skipped the first bad row, there were more."]),
    "duplicate_key": (["Deleted the half-loaded batch from yesterday and loaded again.", "Moved the sequence past the highest key.", "De-duplicated the input by key before loading."], ["Reran from the start.", "Removed one duplicate by hand."]),
    "missing_file": (["Feed arrived late, copied it in by hand.", "Corrected the date in the file name of the export job.", "Re-triggered the upstream export and waited for the file."], ["Checked again after half an hour, still no file.", "Restarted the import."]),
    "missing_volume": (["Remounted the off-site backup share.", "fstab entry was lost with the reinstall, added it again.", "Corrected the backup path in the job settings."], ["Reran the backup.", "Created a folder on the wrong host."]),
    "corrupt_backup": (["Threw the damaged dump away and took a fresh one.", "Replaced the flaky disk under the backup share and dumped again.", "Restored from the copy of the night before, checksum fine."], ["Copied the file again from the same place.", "Ran the check twice, same result."]),
    "scratch_exists": (["Dropped the leftover scratch database.", "Cleaned up after the aborted restore."], ["Tried another time.",]),
    "read_only_replica": (["Promoted the replica to master after the failover.", "Pointed the clients at the new master.", "REPLICAOF NO ONE on the node; it had come back as replica."], ["Restarted the warm-up.", "Waited for the sentinel to elect."]),
    "client_limit": (["Closed leaked clients, connections are down to 4.", "Raised maxclients back to 200."], ["Restarted the warm-up job."]),
    "memory_limit": (["Gave the job more heap.", "Split the batch in two halves.", "Shortened the TTL and flushed the oldest sessions.", "Raised the memory limit of {c}."], ["Reran it at night.", "Closed other jobs on the node."]),
    "code_defect": (["Rolled {c} back to the previous release.", "Fixed the null check and released a patch.", "Hotfix: handle the missing column again.", "Reverted the change that broke the pricing tiers."], ["Restarted with more logging.", "Reran with another input.", "Cleared the cache of {c}."]),
    "missing_dependency": (["Corrected the version in the build file, the one named there was never published.", "Added the missing jar to the release.", "Pinned the library to the last version that exists.", "Installed the module on the runner."], ["Cleared the local repository and built again.", "Reran the job on another runner."]),
    "bad_config": (["Fixed the typo in the settings of {c}.", "Put the missing key back, compared with {env} of last week.", "Reverted the settings change.", "Corrected the value and its unit."], ["Reloaded the settings once more.", "Restarted {c} with the same file."]),
    "unknown_upstream": (["Registered the new upstream name in DNS.", "Went back to the old upstream name in the proxy settings."], ["Reloaded nginx.", "Waited for DNS to spread."]),
    "missing_asset": (["Built the bundle again with app.js in it.", "Fixed the asset list of the bundler."], ["Deployed the same bundle again.", "Purged the CDN."]),
    "broken_test": (["Fixed the rounding bug that the test found.", "Corrected the expectation, the old one was wrong.", "Reverted the commit that broke the total."], ["Built again, hoping it is flaky.", "Cleaned the workspace."]),
    "syntax_mistake": (["Added the missing semicolon.", "Fixed the compile error from the merge."], ["Built again after a clean checkout."]),
    "flaky_test": (["Ran the build again, passed.", "Raised the time limit of the slow test."], ["Ran it again, failed again."]),
    "sql_syntax": (["Corrected the statement and ran the migration again.", "Fixed the typo in the SQL."], ["Ran it against another node."]),
    "missing_relation": (["Ran the earlier migration first, then this one.", "Corrected the table name in the script."], ["Refreshed the schema cache."]),
    "already_applied": (["Marked the migration as applied, the column was already there.", "Used IF NOT EXISTS and ran it again."], ["Ran it again."]),
    "duplicate_rows": (["Merged the duplicate customers, then built the unique index.", "Cleaned duplicates by e-mail first."], ["Built the index again."]),
    "cancelled": (["Ran it again outside of the busy hour, nobody stopped it.", "Agreed with the DBA on a slot and reran."], ["Started it again, was stopped again."]),
    "corrupt_bundle": (["Uploaded the bundle again, the first was truncated.", "Built the bundle anew."], ["Unpacked it once more."]),
    "slow_statement": (["Raised the statement timeout for this migration.", "Split the rewrite into smaller steps.", "Ran it at night with a longer timeout."], ["Ran it again with the same timeout.", "Vacuumed the table first."]),
    "unplanned": (["Looked at the log and ran it again.", "Could not reproduce, second run was fine."], ["Ran it again."]),
}
SECRETS = [" PGPASSWORD={password} on the runner for now.", " Contact was {email}.", " Called the supplier at {phone}.", " New token {token} is in place.", " Came in from {ipv4}.",
           " Used AWS key {aws_key}.", " Bot token {slack_token} had to be renewed as well.", " Thanks to {email} for the hint.", " Set GITLAB_TOKEN={gitlab_token}."]


def words(cause, worked, component, environment, rng, fakes):
    text = rng.choice(WORDS.get(cause, WORDS["unplanned"])[0 if worked else 1]).format(c=component, env=environment, n=rng.randrange(3, 4000))
    if rng.random() < .12:
        text += rng.choice(SECRETS).format_map(_Pick(fakes))
    return text


class _Pick(dict):
    def __init__(self, fakes):
        super().__init__()
        self.fakes = fakes

    def __missing__(self, kind):
        return self.fakes.pick(kind)
