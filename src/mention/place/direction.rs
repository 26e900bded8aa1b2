//! Where a place was read in, whether it only says on which side or which way out: 路西 of a street,
//! 往东北走, the 苏南 of 江苏南北.

use crate::knowledge::Trust;
use crate::mention::institution::place_ending;
use crate::mention::scan::{Scan, is_break};

/// The quarters of the sky.
const QUARTERS: [char; 4] = ['东', '南', '西', '北'];
/// What is done in a direction, behind it.
const GOES: &str = "走行开驶飞看望跑绕拐延约方再骑挪移";
/// What goes on with the name of a district: 路南区.
const DISTRICT: &str = "区街镇乡村、两";

/// Whether what stands here tells a side or a direction and names no place.
pub(in crate::mention) fn is_direction(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    end == start + 2
        && QUARTERS.contains(&scan.char(end - 1))
        && (is_roadside(scan, start, end) || is_way(scan, start, end) || cuts(scan, start, end))
}

/// 路西 in 路东是…，路西是…: a side of the street, unless it is called a district.
fn is_roadside(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let beside =
        |at: usize| is_break(scan.char(at)) || "是有的为边侧挨靠则就".contains(scan.char(at));
    matches!(scan.char(start), '路' | '街')
        && !DISTRICT.contains(scan.char(end))
        && beside(end)
        && place_ending(scan, start).is_none()
}

/// 往东北走, 向西南约三里: where one goes. What is taken to the north-east, 运往东北, goes to a place.
fn is_way(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let goes = GOES.contains(scan.char(end)) || scan.char(end).is_numeric();
    QUARTERS.contains(&scan.char(start))
        && matches!(scan.before(start), '往' | '向' | '朝')
        && start > 0
        && scan.is_single(start - 1)
        && goes
}

/// 苏南 in 江苏南北, 江东 in 浙江东部: its first letter ends the name of a place that both sides of which
/// are told.
fn cuts(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (QUARTERS.contains(&scan.char(end)) || scan.char(end) == '部')
        && place_ending(scan, start + 1)
            .is_some_and(|place| place.start < start && place.trust == Trust::Sure)
}
